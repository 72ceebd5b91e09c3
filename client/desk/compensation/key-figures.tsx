import { useTranslation } from 'react-i18next';
import { Figure, Figures } from '../components/figure.tsx';
import { MoneyList } from '../components/money-list.tsx';
import { useHoursText } from '../overview/use-hours-text.ts';
import { useWhyMissing } from '../components/use-why-missing.ts';
import { useFormat } from '../use-format.ts';
import type { CompensationFigures } from './compensation-data.ts';

/** What was paid, what was said yes to, how long it took, and what it reached. */
export function CompensationKeyFigures({ figures }: { figures: CompensationFigures }) {
  const { t } = useTranslation('compensation');
  const { number, percent } = useFormat();
  const hours = useHoursText();
  const { course, approvedShare, timeToDecide } = figures;
  const between = approvedShare.interval;
  const { value: medianMs, interval, n } = timeToDecide;
  const whyMissing = useWhyMissing();
  return (
    <Figures>
      <Figure
        label={t('figure.issued')}
        value={course.issued.n > 0 ? <MoneyList money={course.issued.money} /> : null}
        beside={t('figure.n', { n: number(course.issued.n) })}
        below={
          <>
            {t('figure.proposed')} <MoneyList money={course.proposed.money} />
          </>
        }
        to="#proposals"
      />
      <Figure
        label={t('figure.waiting')}
        value={number(course.waiting.n)}
        beside=""
        below={<MoneyList money={course.waiting.money} />}
        to="/inbox?filter=approvals"
      />
      <Figure
        label={t('figure.approved')}
        value={approvedShare.value === null ? null : percent(approvedShare.value)}
        beside={
          approvedShare.value === null
            ? whyMissing(approvedShare)
            : t('figure.decided', { n: number(Number(approvedShare.n)) })
        }
        below={between ? t('figure.between', { low: percent(between.low), high: percent(between.high) }) : ''}
      />
      <Figure
        label={t('figure.time')}
        value={medianMs === null ? null : hours(medianMs)}
        beside={medianMs === null ? whyMissing(timeToDecide) : t('figure.median', { n: number(Number(n)) })}
        below={interval ? t('figure.between', { low: hours(interval.low), high: hours(interval.high) }) : ''}
      />
    </Figures>
  );
}
