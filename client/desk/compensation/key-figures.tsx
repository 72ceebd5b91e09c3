import { useTranslation } from 'react-i18next';
import { Figure, Figures } from '../components/figure.tsx';
import { MoneyList } from '../components/money-list.tsx';
import { useHoursText } from '../overview/use-hours-text.ts';
import { useFormat } from '../use-format.ts';
import type { CompensationFigures } from './compensation-data.ts';

/** What was paid, what was said yes to, how long it took, and what it reached. */
export function CompensationKeyFigures({ figures }: { figures: CompensationFigures }) {
  const { t } = useTranslation('compensation');
  const { number, percent } = useFormat();
  const hours = useHoursText();
  const { course, approvedShare, timeToDecide } = figures;
  const between = approvedShare.interval;
  const { medianMs, interval, n } = timeToDecide;
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
        beside={t('figure.decided', { n: number(course.approved.n + course.declined.n) })}
        below={between ? t('figure.between', { low: percent(between.low), high: percent(between.high) }) : ''}
      />
      <Figure
        label={t('figure.time')}
        value={medianMs === null ? null : hours(medianMs)}
        beside={n > 0 ? t('figure.median', { n: number(n) }) : ''}
        below={interval ? t('figure.between', { low: hours(interval.low), high: hours(interval.high) }) : ''}
      />
    </Figures>
  );
}
