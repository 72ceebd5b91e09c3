import {
  Alert,
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#client/locales/format.ts';
import { api, read } from '../api.ts';
import { isolated } from '../inbox/isolated.ts';
import type { CasePage } from '../inbox/inbox-data.ts';
import { useCaseStep, useRefusalText } from '../inbox/use-case-step.ts';
import { LoadingShape } from '../components/loading-shape.tsx';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { detailOf, kindNames, kinds, type Kind } from './grant-kinds.ts';

type Props = { page: CasePage; onClose: () => void };
type Bounds = InferResponseType<(typeof api.api.cases)[':id']['grant-bounds']['$get']>;

/** Proposes by hand what the policy did not; a manager decides. */
export function ProposeDialog({ page, onClose }: Props) {
  const { t } = useTranslation('grants');
  const { id } = page.case;
  const { data } = useQuery({
    queryKey: ['case', id, 'grant-bounds'],
    queryFn: () => read(api.api.cases[':id']['grant-bounds'].$get({ param: { id } })),
  });
  return (
    <Modal opened onClose={onClose} title={t('propose.title', { name: isolated(page.customer.name) })}>
      {data ? <ProposeForm page={page} bounds={data} onClose={onClose} /> : <LoadingShape shape="list" />}
    </Modal>
  );
}

interface Wish {
  kind: Kind;
  amount: number | string;
  detail: string;
  days: number | string;
  note: string;
}

function ProposeForm({ page, bounds: { order }, onClose }: Props & { bounds: Bounds }) {
  const { t } = useTranslation('grants');
  const { company } = useSession();
  const currency = order?.currency ?? company.currency;
  const step = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const [wish, setWish] = useState<Wish>({ kind: 'voucher', amount: '', detail: '', days: '', note: '' });
  const set = (change: Partial<Wish>) => setWish({ ...wish, ...change });
  const detail = detailOf(wish.kind);
  const isMissing = ['money', 'points'].includes(kinds[wish.kind]) && Number(wish.amount) <= 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = bodyOf(wish, currency);
    step.mutate({ path: `/api/cases/${page.case.id}/grants`, body, done: t('propose.done') });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          data-autofocus
          label={t('propose.kind')}
          value={wish.kind}
          onChange={(event) =>
            set({ kind: kindNames.find((kind) => kind === event.currentTarget.value) ?? wish.kind })
          }
          data={kindNames.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <AmountField wish={wish} currency={currency} order={order} set={set} />
        {detail ? (
          <TextInput
            label={t(`propose.${detail}`)}
            value={wish.detail}
            onChange={(event) => set({ detail: event.currentTarget.value })}
            maxLength={500}
            dir="auto"
          />
        ) : null}
        {kinds[wish.kind] === 'none' ? null : (
          <NumberInput
            label={t('propose.days')}
            description={t('propose.daysHint')}
            value={wish.days}
            onChange={(days) => set({ days })}
            min={1}
            max={3650}
            allowDecimal={false}
            hideControls
          />
        )}
        <Textarea
          label={t('propose.note')}
          value={wish.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
          maxLength={500}
          autosize
          minRows={2}
          dir="auto"
        />
        {step.isError ? <Alert color="red">{refusalText(step.error)}</Alert> : null}
        <p className="soft">{order ? t('propose.approves') : t('propose.noOrder')}</p>
        <Group justify="flex-end">
          <Button type="submit" variant="filled" loading={step.isPending} disabled={isMissing}>
            {t('propose.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type AmountProps = {
  wish: Wish;
  currency: string;
  order: Bounds['order'];
  set: (change: Partial<Wish>) => void;
};

function AmountField({ wish: { kind, amount }, currency, order, set }: AmountProps) {
  const { t } = useTranslation('grants');
  const { money, percent } = useFormat();
  const counted = kinds[kind];
  if (counted === 'none') return null;
  const labels = {
    money: t('propose.amount', { currency }),
    points: t('propose.points'),
    optional: t('propose.worthOptional', { currency }),
  };
  return (
    <NumberInput
      label={labels[counted]}
      description={
        order
          ? t('propose.amountHint', {
              most: money(order.mostMinor, order.currency),
              order: isolated(order.externalId),
              percent: percent(order.capPercentOfOrder / 100),
            })
          : null
      }
      value={amount}
      onChange={(value) => set({ amount: value })}
      decimalScale={counted === 'points' ? 0 : minorDigits(currency)}
      min={0}
      hideControls
    />
  );
}

function bodyOf({ kind, amount, detail, days, note }: Wish, currency: string) {
  const unit = kinds[kind] === 'points' ? 1 : 10 ** minorDigits(currency);
  const name = detailOf(kind);
  return {
    kind,
    amountMinor: kinds[kind] === 'none' ? 0 : Math.round(Number(amount) * unit),
    note,
    details: name && detail.trim() ? { [name]: detail.trim() } : {},
    ...(Number(days) > 0 && { validDays: Number(days) }),
  };
}
