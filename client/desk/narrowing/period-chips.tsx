import { useTranslation } from 'react-i18next';
import { ChoiceChip } from '../components/choice-chip.tsx';
import { monthsIn, spanStart, type Span } from '../reasons/span.ts';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';

const lengths = [1, 3, 6, 12, 24, 36];

/** How many months, and which is the last. */
export function PeriodChips({ months, span }: { months: string[]; span: Span }) {
  const { t } = useTranslation('reasons');
  const { monthAndYear } = useFormat();
  const { go } = useAddress();
  const length = monthsIn(span);
  const all = lengths.includes(length) ? lengths : [...lengths, length].toSorted((a, b) => a - b);
  const ends = months.includes(span.to) ? months : [span.to, ...months];
  return (
    <>
      <ChoiceChip
        value={String(length)}
        isOn={length !== 12}
        options={all.map((count) => ({ value: String(count), label: t('span.choose', { count, n: count }) }))}
        onChoose={(value) => go({ from: spanStart(span.to, Number(value)), to: span.to })}
      />
      <ChoiceChip
        value={span.to}
        isOn={span.to !== months[0]}
        options={ends.map((value) => ({ value, label: t('span.until', { month: monthAndYear(value) }) }))}
        onChoose={(value) => go({ from: spanStart(value ?? span.to, length), to: value })}
      />
    </>
  );
}
