import { Alert, Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#client/locales/format.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { isolated } from './isolated.ts';
import type { CasePage, Offer } from './inbox-data.ts';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

type Props = { offer: Offer; page: CasePage; isOpen: boolean; onClose: () => void };

export function AmountDialog({ isOpen, ...props }: Props) {
  const { t } = useTranslation('inbox');
  return (
    <Modal opened={isOpen} onClose={props.onClose} title={t('amount.title')}>
      <AmountForm {...props} />
    </Modal>
  );
}

/** An agent gives what was proposed or less; a manager up to what the policy allows for the order. */
function AmountForm({ offer, page, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('inbox');
  const { money } = useFormat();
  const { actor } = useSession();
  const step = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const unit = 10 ** minorDigits(offer.currency);
  const mostMinor = isAtLeast(actor.role, 'manager')
    ? offer.mostMinor
    : Math.min(offer.amountMinor, offer.mostMinor);
  const [value, setValue] = useState<number | string>(offer.amountMinor / unit);
  const [note, setNote] = useState('');
  const amountMinor = Math.round(Number(value) * unit);
  const isFine = value !== '' && amountMinor > 0 && amountMinor <= mostMinor;
  const most = money(mostMinor, offer.currency);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isFine) return;
    const done = t('offer.approved', {
      amount: money(amountMinor, offer.currency),
      name: isolated(page.customer.name),
    });
    step.mutate({ path: `/api/grants/${offer.id}/approval`, body: { amountMinor, note }, done });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <NumberInput
          data-autofocus
          label={t('amount.label', { currency: offer.currency })}
          description={t('amount.most', { most })}
          value={value}
          onChange={setValue}
          decimalScale={minorDigits(offer.currency)}
          min={0}
          hideControls
          error={isFine ? null : t('amount.between', { most })}
        />
        <TextInput
          label={t('amount.note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
        />
        {step.isError ? <Alert color="red">{refusalText(step.error)}</Alert> : null}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="filled" loading={step.isPending} disabled={!isFine}>
            {t('offer.approve')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
