import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MoneyField, NumberField } from './number-field.tsx';
import { amountKind, kindNames, kinds, ofKind, withAmount, type AmountKind } from './policy-edits.ts';
import type { Give } from './policies-data.ts';
import styles from './policy.module.css';

type Props = { give: Give; onChange: (give: Give) => void; problemAt: (path: string) => string | null };

/** What is given: the kind, how much of it, how long it may be used, and who says yes. */
export function GiftFields({ give, onChange, problemAt }: Props) {
  const { t } = useTranslation('policies');
  const { kind, details = {}, validDays, approval } = give;
  return (
    <div className={styles.fields}>
      <NativeSelect
        label={t('field.kind')}
        error={problemAt('kind')}
        value={kind}
        data={kindNames.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={({ currentTarget }) => onChange(ofKind(give, currentTarget.value as Give['kind']))}
      />
      <AmountFields give={give} onChange={onChange} problemAt={problemAt} />
      {kinds[kind].details.map((name) => (
        <TextInput
          key={name}
          label={t(`field.${name}`)}
          error={problemAt(`details.${name}`)}
          value={String(details[name] ?? '')}
          dir="auto"
          maxLength={500}
          onChange={({ currentTarget }) =>
            onChange({ ...give, details: { ...details, [name]: currentTarget.value } })
          }
        />
      ))}
      {give.amount ? (
        <NumberField
          label={t('field.validDays')}
          error={problemAt('validDays')}
          value={validDays}
          onChange={(days) => {
            const { validDays: _, ...rest } = give;
            onChange(days === null ? rest : { ...rest, validDays: days });
          }}
        />
      ) : null}
      {kind === 'apology' ? null : (
        <NativeSelect
          label={t('field.approval')}
          value={approval}
          data={(['agent', 'manager', 'admin'] as const).map((value) => ({
            value,
            label: t(`who.${value}`),
          }))}
          onChange={({ currentTarget }) =>
            onChange({ ...give, approval: currentTarget.value as Give['approval'] })
          }
        />
      )}
    </div>
  );
}

function AmountFields({ give, onChange, problemAt }: Props) {
  const { t } = useTranslation('policies');
  const { amount } = give;
  const may: readonly AmountKind[] = kinds[give.kind].amounts;
  const how = amountKind(amount);
  return (
    <>
      {may.length > 1 ? (
        <NativeSelect
          label={t('field.how')}
          value={how}
          error={problemAt('amount')}
          data={may.map((value) => ({ value, label: t(`field.${value}`) }))}
          onChange={({ currentTarget }) => onChange(withAmount(give, currentTarget.value as AmountKind))}
        />
      ) : null}
      {amount && 'fixedMinor' in amount ? (
        <MoneyField
          label={t('field.amount')}
          error={problemAt('amount.fixedMinor')}
          value={amount.fixedMinor}
          onChange={(minor) => onChange({ ...give, amount: { fixedMinor: minor ?? 0 } })}
        />
      ) : null}
      {amount && 'points' in amount ? (
        <NumberField
          label={t('field.points')}
          error={problemAt('amount.points')}
          value={amount.points}
          onChange={(points) => onChange({ ...give, amount: { points: points ?? 0 } })}
        />
      ) : null}
      {amount && 'percentOfOrder' in amount ? (
        <ShareFields give={give} amount={amount} onChange={onChange} problemAt={problemAt} />
      ) : null}
    </>
  );
}

type Share = Extract<NonNullable<Give['amount']>, { percentOfOrder: number }>;

function ShareFields({ give, amount, onChange, problemAt }: Props & { amount: Share }) {
  const { t } = useTranslation('policies');
  const bound = (name: 'atLeastMinor' | 'atMostMinor', minor: number | null) => {
    const { [name]: _, ...rest } = amount;
    onChange({ ...give, amount: minor === null ? rest : { ...rest, [name]: minor } });
  };
  return (
    <>
      <NumberInput
        label={t('field.percent')}
        error={problemAt('amount.percentOfOrder')}
        value={amount.percentOfOrder}
        allowNegative={false}
        decimalScale={1}
        hideControls
        rightSection="%"
        onChange={(percent) => onChange({ ...give, amount: { ...amount, percentOfOrder: Number(percent) } })}
      />
      <MoneyField
        label={t('field.least')}
        error={problemAt('amount.atLeastMinor')}
        value={amount.atLeastMinor}
        onChange={(minor) => bound('atLeastMinor', minor)}
      />
      <MoneyField
        label={t('field.most')}
        error={problemAt('amount.atMostMinor')}
        value={amount.atMostMinor}
        onChange={(minor) => bound('atMostMinor', minor)}
      />
    </>
  );
}
