import { useTranslation } from 'react-i18next';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useSpanName } from '../narrowing/use-span-name.ts';
import type { Span } from '../reasons/span.ts';
import { useFormat } from '../use-format.ts';
import type { DepartureFigures } from './departures-data.ts';

/** The page's answer as a sentence: what share was lost, and whether that is really another one than before. */
export function DeparturesTitle({ figures, span }: { figures: DepartureFigures; span: Span }) {
  const { t } = useTranslation('departures');
  const { finePercent, number } = useFormat();
  const when = useSpanName()(span);
  const { churn, before, change, isRunning } = figures;
  const { value, interval, n, hidden } = churn.rate;
  if (value === null)
    return (
      <PageTitle>{t(hidden === 'withheld' ? 'returns.withheld' : 'title.unknown', { span: when })}</PageTitle>
    );
  const lost = t('title.lost', { span: when, share: finePercent(value) });
  const moved =
    change?.isReal && before.rate.value !== null
      ? t(change.value > 0 ? 'title.rose' : 'title.fell', { share: finePercent(before.rate.value) })
      : null;
  const note = interval
    ? t('title.note', {
        n: typeof n === 'number' ? number(n) : n,
        low: finePercent(interval.low),
        high: finePercent(interval.high),
      })
    : undefined;
  return (
    <PageTitle note={isRunning ? `${note} · ${t('title.running')}` : note}>
      <MarkedText text={moved ? `${lost} ${moved}` : lost} />
    </PageTitle>
  );
}
