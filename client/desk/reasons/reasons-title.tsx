import { useTranslation } from 'react-i18next';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useNow } from '../components/use-now.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { monthWords } from '#client/locales/month-words.ts';
import { startLarge, startSmall } from '#client/locales/sentence.ts';
import { useFormat } from '../use-format.ts';
import type { ReasonFigures, Source } from './reasons-data.ts';
import type { Span } from './span.ts';

type Props = { source: Source; figures: ReasonFigures; span: Span };

/** The page's answer as a sentence: the reason that leads, its share, and how sure that is. */
export function ReasonsTitle({ source, figures, span }: Props) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const format = useFormat();
  const reasonLabel = useReasonLabel();
  const when = useSpanText()(span);
  const { total, categories } = figures;
  const top = categories.find(({ category, count }) => category !== 'other' && count !== 0) ?? categories[0];
  if (total === '<5') return <PageTitle>{t('title.tooFew', { span: when })}</PageTitle>;
  if (total === 'withheld') return <PageTitle>{t('title.withheld')}</PageTitle>;
  if (!top || top.count === 0 || top.share.value === null)
    return (
      <PageTitle>
        {startLarge(
          t(source === 'departures' && total === 0 ? 'title.noneLeft' : 'title.none', { span: when }),
        )}
      </PageTitle>
    );
  const { value, interval } = top.share;
  const whole = (share: number) => format.number(Math.round(share * 100));
  const counted = t(source === 'departures' ? 'noteLeft' : 'note', { count: total, n: format.number(total) });
  const between = interval
    ? t('noteBetween', { low: whole(interval.low), high: whole(interval.high) })
    : null;
  const text = t(`title.${source}`, {
    reason: startSmall(reasonLabel(top.category)),
    share: format.percent(value),
    span: ` ${when}`,
  });
  return (
    <PageTitle note={between === null ? counted : t('noteAnd', { counted, between })}>
      <MarkedText text={startLarge(text)} />
    </PageTitle>
  );
}

function useSpanText() {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { name, inMonth, since } = monthWords(t, useNow());
  return ({ from, to }: Span) =>
    from === to ? inMonth(to) : t('span.many', { from: since(from), to: name(to) });
}
