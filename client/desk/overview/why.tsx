import { useTranslation } from 'react-i18next';
import { ReasonBars } from '../components/reason-bars.tsx';
import { Section } from '../components/section.tsx';
import { Way } from '../components/way.tsx';
import { useNow } from '../components/use-now.ts';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import { monthWords } from '#client/locales/month-words.ts';
import type { Reasons } from './overview-data.ts';
import { barsOf } from './reason-bars-of.ts';

type Props = { source: 'responses' | 'departures'; reasons: Reasons; month: string };

/** The reasons of the month as bars with their money, each leading to what is behind it. */
export function Why({ source, reasons, month }: Props) {
  const { t } = useTranslation(['overview', 'desk']);
  const { monthAndYear } = useFormat();
  const { get } = useAddress();
  const now = useNow();
  const room = source === 'departures' ? 'left' : 'named';
  const narrowing = Object.entries({ program: get('program'), tier: get('tier') }).filter((pair) => pair[1]);
  const address = new URLSearchParams([
    ['source', source],
    ['from', month],
    ['to', month],
  ]);
  for (const [name, value = ''] of narrowing) address.set(name, value);
  const bars = barsOf(reasons.categories, (category) => `/reasons?${address}&category=${category}`);
  const note = <Way to={`/reasons?${address}`}>{t(`${room}.note`, { month: monthAndYear(month) })}</Way>;
  return (
    <Section title={t(`${room}.title`)} aside={bars.length > 0 ? note : null}>
      {bars.length > 0 ? (
        <ReasonBars bars={bars} />
      ) : (
        <p className="soft">
          {typeof reasons.total !== 'number'
            ? t(reasons.total === '<5' ? 'tooFew' : 'figure.withheld')
            : t(`${room}.none`, { when: monthWords(t, now).inMonth(month) })}
        </p>
      )}
    </Section>
  );
}
