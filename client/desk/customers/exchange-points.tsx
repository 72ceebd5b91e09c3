import { Alert, Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { notifyDone } from '../components/notify.tsx';
import { isolated } from '../inbox/isolated.ts';
import { useRefusalText } from '../inbox/use-case-step.ts';
import { useFormat } from '../use-format.ts';

type Points = {
  points: number;
  leastToRedeem: number;
  worth: { amountMinor: number; currency: string } | null;
};
type Props = { points: Points; customer: { id: string; externalId: string; name: string } };

/** Turns points into credit for a customer who asks for it. */
export function ExchangePoints({ points, customer }: Props) {
  const { t } = useTranslation('grants');
  const [isOpen, setOpen] = useState(false);
  const least = Math.max(1, points.leastToRedeem);
  if (!points.worth || points.points < least) return null;
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setOpen(true)}>
        {t('given.exchange')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('given.exchangeTitle', { name: isolated(customer.name) })}
      >
        <ExchangeForm points={points} customer={customer} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function ExchangeForm({
  points: { points, leastToRedeem },
  customer,
  onClose,
}: Props & { onClose: () => void }) {
  const { t } = useTranslation('grants');
  const { money } = useFormat();
  const queries = useQueryClient();
  const refusalText = useRefusalText();
  const [wanted, setWanted] = useState<number | string>(points);
  // One key for the dialog: pressed twice, it is done once.
  const [key] = useState(() => crypto.randomUUID());
  const least = Math.max(1, leastToRedeem);
  const exchange = useMutation({
    mutationFn: () =>
      read(
        api.api.customers[':externalId']['points-redemptions'].$post({
          param: { externalId: customer.externalId },
          header: { 'idempotency-key': `${key}-${wanted}` },
          json: { points: Number(wanted) },
        }),
      ),
    onSuccess: (told) => {
      const said = {
        points: money(told.points, 'PTS'),
        amount: money(told.amountMinor, told.currency),
      };
      notifyDone(t('given.exchanged', said));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['customers', customer.id] }),
  });
  const isFine = Number(wanted) >= least && Number(wanted) <= points;
  const bounds = { least: money(least, 'PTS'), most: money(points, 'PTS') };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isFine) exchange.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <NumberInput
          data-autofocus
          label={t('given.exchangeLabel')}
          description={t('given.exchangeAtLeast', bounds)}
          value={wanted}
          onChange={setWanted}
          allowDecimal={false}
          min={0}
          hideControls
          error={isFine ? null : t('given.exchangeAtLeast', bounds)}
        />
        {exchange.isError ? <Alert color="red">{refusalText(exchange.error)}</Alert> : null}
        <Group justify="flex-end">
          <Button type="submit" variant="filled" loading={exchange.isPending} disabled={!isFine}>
            {t('given.exchange')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
