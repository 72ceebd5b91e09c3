import { useTranslation } from 'react-i18next';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useSpanName } from '../narrowing/use-span-name.ts';
import type { Span } from '../reasons/span.ts';
import { useFormat } from '../use-format.ts';
import type { ReturnFigures } from './departures-data.ts';

/** The page's answer as a sentence: what share of the leavers has come back. */
export function ReturnsTitle({ figures: { all }, span }: { figures: ReturnFigures; span: Span }) {
  const { t } = useTranslation('departures');
  const { percent, number } = useFormat();
  const when = useSpanName()(span);
  const { value, interval, hidden } = all.share;
  if (value === null)
    return (
      <PageTitle>
        {t(hidden === 'withheld' ? 'returns.withheld' : 'returns.unknown', { span: when })}
      </PageTitle>
    );
  const note = interval
    ? t('title.note', { n: number(all.left), low: percent(interval.low), high: percent(interval.high) })
    : undefined;
  return (
    <PageTitle note={note}>
      <MarkedText text={t('returns.title', { span: when, share: percent(value) })} />
    </PageTitle>
  );
}
