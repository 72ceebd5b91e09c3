import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { notifyDone, notifyProblem, notifyWithUndo } from '../components/notify.tsx';
import { When } from '../components/when.tsx';
import { isAtLeast } from '../nav.ts';
import { useSkipSentence } from '../programs/use-skip-sentence.ts';
import { useSession } from '../session.tsx';
import styles from './customers.module.css';

const path = api.api.customers[':id']['address-block'];

/** Whether mail may go to the customer's address; managers block it and allow it again. */
export function AddressBlock({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const { actor } = useSession();
  const skipSentence = useSkipSentence();
  const [isBlocking, setIsBlocking] = useState(false);
  const { data } = useQuery({
    queryKey: ['customers', customerId, 'address-block'],
    queryFn: () => read(path.$get({ param: { id: customerId } })),
  });
  if (!data) return null;
  const mayChange = isAtLeast(actor.role, 'manager');
  const { block } = data;
  if (!block) {
    return mayChange ? (
      <>
        <Button
          className={styles.block}
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => setIsBlocking(true)}
        >
          {t('block.button')}
        </Button>
        {isBlocking ? <BlockDialog customerId={customerId} onClose={() => setIsBlocking(false)} /> : null}
      </>
    ) : null;
  }
  return (
    <div className={styles.blocked}>
      <p>{skipSentence({ code: 'suppressed', facts: { reason: block.reason } })}</p>
      <p className={styles.blockedNote}>
        <When at={block.at} /> {block.note ? <bdi dir="auto">{block.note}</bdi> : null}
      </p>
      {mayChange && block.isLiftable ? <Allow customerId={customerId} /> : null}
      {mayChange && !block.isLiftable ? <p className={styles.blockedNote}>{t('block.hers')}</p> : null}
    </div>
  );
}

function useBlockChange<T>(customerId: string, change: (input: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onError: notifyProblem,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['customers', customerId] }),
  });
}

function Allow({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const allow = useBlockChange(customerId, () => read(path.$delete({ param: { id: customerId } })));
  const done = () => notifyDone(t('block.allowed'));
  return (
    <Button
      size="compact-sm"
      loading={allow.isPending}
      onClick={() => allow.mutate(undefined, { onSuccess: done })}
    >
      {t('block.allow')}
    </Button>
  );
}

function BlockDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation('customers');
  const [note, setNote] = useState('');
  const param = { id: customerId };
  const block = useBlockChange(customerId, (json: { note: string | null }) =>
    read(path.$put({ param, json })),
  );
  const allow = useBlockChange(customerId, () => read(path.$delete({ param })));
  const done = () => {
    onClose();
    notifyWithUndo(t('block.done'), () => allow.mutate(undefined));
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    block.mutate({ note: note.trim() || null }, { onSuccess: done });
  };
  return (
    <Modal opened onClose={onClose} title={t('block.title')}>
      <form onSubmit={send}>
        <p style={{ marginBlockEnd: 12 }}>{t('block.text')}</p>
        <TextInput
          label={t('block.note')}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          maxLength={500}
          dir={note ? 'auto' : undefined}
          data-autofocus
        />
        <Group justify="flex-end" mt="lg" gap={8}>
          <Button onClick={onClose}>{t('block.cancel')}</Button>
          <Button type="submit" variant="filled" loading={block.isPending}>
            {t('block.button')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
