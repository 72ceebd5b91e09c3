import { NumberInput, type NumberInputProps } from '@mantine/core';
import { minorDigits } from '#client/locales/format.ts';
import { useSession } from '../session.tsx';

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  value: number | null | undefined;
  /** `null` where it was emptied. */
  onChange: (value: number | null) => void;
};

/** A whole number, or nothing. */
export function NumberField({ value, onChange, ...props }: Props) {
  return (
    <NumberInput
      allowNegative={false}
      allowDecimal={false}
      hideControls
      {...props}
      value={value ?? ''}
      onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
    />
  );
}

/** An amount in the company's currency, kept in minor units. */
export function MoneyField({ value, onChange, ...props }: Props) {
  const { currency } = useSession().company;
  const digits = minorDigits(currency);
  return (
    <NumberInput
      allowNegative={false}
      decimalScale={digits}
      hideControls
      rightSection={<small>{currency}</small>}
      rightSectionWidth={48}
      {...props}
      value={value === null || value === undefined ? '' : value / 10 ** digits}
      onChange={(typed) => onChange(typed === '' ? null : Math.round(Number(typed) * 10 ** digits))}
    />
  );
}
