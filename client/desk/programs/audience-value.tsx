import { MultiSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#client/locales/format.ts';
import { useSession } from '../session.tsx';
import styles from './audience.module.css';
import { valueKinds, type AudienceField } from './audience-fields.ts';
import type { Test, Value } from './audience-form.ts';
import { choiceLabel, fieldLabel } from './condition-sentence.ts';

type Props = { test: Test; field: AudienceField | undefined; onChange: (value: Value) => void };

/** What a test compares with, in the input that fits its operator. */
export function AudienceValue({ test, field, onChange }: Props) {
  const { t } = useTranslation('programs');
  const label = t('builder.value', { field: fieldLabel(test.field, t) });
  const own = { 'aria-label': label, className: styles.value };
  switch (valueKinds[test.is] ?? 'nothing') {
    case 'list':
      return <ListValue test={test} field={field} onChange={onChange} />;
    case 'text':
      return (
        <TextInput
          {...own}
          value={String(test.value ?? '')}
          dir="auto"
          maxLength={200}
          onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
        />
      );
    case 'number':
      return <NumberValue test={test} isMoney={field?.kind === 'money'} onChange={onChange} />;
    case 'days':
      return (
        <NumberInput
          {...own}
          value={Number.isInteger(test.value) ? Number(test.value) : ''}
          onChange={(value) => onChange(value === '' ? undefined : Number(value))}
          rightSection={<span className={styles.unit}>{t('builder.days')}</span>}
          rightSectionWidth={64}
          allowDecimal={false}
          allowNegative={false}
          max={3650}
          hideControls
        />
      );
    case 'day':
      return (
        <TextInput
          {...own}
          type="date"
          value={String(test.value ?? '')}
          onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
        />
      );
    case 'nothing':
      return <span className={styles.value} />;
  }
}

function ListValue({ test, field, onChange }: Props) {
  const { t } = useTranslation('programs');
  const shared = {
    'aria-label': t('builder.value', { field: fieldLabel(test.field, t) }),
    className: styles.value,
    value: [test.value ?? []].flat().map(String),
    onChange: (values: string[]) => onChange(values.length > 0 ? values : undefined),
    placeholder: test.value === undefined ? t('builder.choose') : '',
  };
  const data = (field?.values ?? []).map((value) => ({
    value,
    label: choiceLabel(test.field, value, t).replace(/[\u2068\u2069]/g, ''),
  }));
  if (field?.kind === 'choice') return <MultiSelect {...shared} data={data} />;
  return <TagsInput {...shared} data={data.map(({ value }) => value)} acceptValueOnBlur maxTags={200} />;
}

function NumberValue({ test, isMoney, onChange }: Omit<Props, 'field'> & { isMoney: boolean }) {
  const { t } = useTranslation('programs');
  const { currency } = useSession().company;
  const digits = isMoney ? minorDigits(currency) : 0;
  const shown = typeof test.value === 'number' ? test.value / 10 ** digits : '';
  return (
    <NumberInput
      aria-label={t('builder.value', { field: fieldLabel(test.field, t) })}
      className={styles.value}
      value={shown}
      onChange={(value) => onChange(value === '' ? undefined : Math.round(Number(value) * 10 ** digits))}
      rightSection={isMoney ? <span className={styles.unit}>{currency}</span> : undefined}
      rightSectionWidth={52}
      decimalScale={digits}
      allowNegative={false}
      max={1_000_000_000}
      hideControls
    />
  );
}
