import { useTranslation } from 'react-i18next';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useSpanName } from '../narrowing/use-span-name.ts';
import type { Span } from '../reasons/span.ts';
import { useFormat } from '../use-format.ts';
import type { CompensationFigures } from './compensation-data.ts';

type Props = { figures: CompensationFigures; span: Span };

/** The page's answer as a sentence: what was paid, and what share of the bad scores it reached. */
export function CompensationTitle({ figures: { course, reached }, span }: Props) {
  const { t } = useTranslation('compensation');
  const { money, list, percent, number } = useFormat();
  const when = useSpanName()(span);
  const paid = course.issued.money.map((one) => money(one.amountMinor, one.currency, true));
  const [first] = reached;
  const share = first?.share.value ?? null;
  if (course.issued.n === 0) return <PageTitle>{t('title.nothing', { span: when })}</PageTitle>;
  const said =
    paid.length === 0
      ? t('title.some', { span: when, count: course.issued.n, n: number(course.issued.n) })
      : t('title.paid', { span: when, money: list(paid) });
  const interval = first?.share.interval;
  const note =
    first && interval
      ? t('title.note', {
          n: number(Number(first.share.n)),
          low: percent(interval.low),
          high: percent(interval.high),
        })
      : undefined;
  return (
    <PageTitle note={note}>
      <MarkedText text={share === null ? said : `${said} ${t('title.reached', { share: percent(share) })}`} />
    </PageTitle>
  );
}
