import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api.ts';
import { notifyDone } from '../components/notify.tsx';
import { useRefusalText } from '../inbox/use-case-step.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';

type Props = { grant: { id: string; status: string }; what: string };

/** For a manager: takes back what was given, or what is left of it, and says why. */
export function TakeBack({ grant, what }: Props) {
  const { t } = useTranslation('grants');
  const { actor } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (!isAtLeast(actor.role, 'manager') || !['approved', 'issued'].includes(grant.status)) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={t('takeBack.title', { what })}
        onClick={() => setOpen(true)}
      >
        {t('takeBack.button')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('takeBack.title', { what })}>
        <TakeBackForm grantId={grant.id} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function TakeBackForm({ grantId, onClose }: { grantId: string; onClose: () => void }) {
  const { t } = useTranslation('grants');
  const queries = useQueryClient();
  const refusalText = useRefusalText();
  const [reason, setReason] = useState('');
  const taking = useMutation({
    mutationFn: () => sendJson<void>('POST', `/api/grants/${grantId}/reversal`, { reason }),
    onSuccess: () => {
      notifyDone(t('takeBack.done'));
      onClose();
    },
    onSettled: () =>
      Promise.all(
        ['case', 'customers', 'inbox'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
  const isEmpty = reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isEmpty) taking.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t('takeBack.text')}</p>
        <Textarea
          data-autofocus
          label={t('takeBack.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          dir="auto"
        />
        {taking.isError ? <Alert color="red">{refusalText(taking.error)}</Alert> : null}
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t('takeBack.keep')}</Button>
          <Button type="submit" color="red" variant="filled" loading={taking.isPending} disabled={isEmpty}>
            {t('takeBack.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
