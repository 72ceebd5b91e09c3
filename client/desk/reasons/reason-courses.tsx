import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { Way } from '../components/way.tsx';
import { useFormat } from '../use-format.ts';
import styles from './reason-courses.module.css';
import { useQuestion, type CategoryFigure, type ReasonFigures } from './reasons-data.ts';
import { smallCourse } from './small-course.ts';
import type { Span } from './span.ts';

/** Each category month by month, all on one scale so that they can be compared. */
export function ReasonCourses({ figures, span }: { figures: ReasonFigures; span: Span }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const named = figures.categories.filter(({ count }) => typeof count === 'number' && count > 0);
  const highest = Math.max(
    0.05,
    ...named.flatMap(({ byMonth }) => byMonth.map(({ share }) => share.value ?? 0)),
  );
  if (named.length === 0) return null;
  return (
    <Section title={t('course.title')} aside={t('course.note')}>
      <ul className={styles.courses}>
        {named.map((figure) => (
          <Course key={figure.category} figure={figure} highest={highest} span={span} />
        ))}
      </ul>
    </Section>
  );
}

type Props = { figure: CategoryFigure; highest: number; span: Span };

function Course({ figure, highest, span }: Props) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { percent, month } = useFormat();
  const reasonLabel = useReasonLabel();
  const { to } = useQuestion();
  const { category, byMonth, change } = figure;
  const last = byMonth.at(-1);
  const shape = smallCourse(
    byMonth.map(({ share }) => share.value),
    highest,
  );
  const moved = change?.isReal ? (change.value > 0 ? 'rose' : 'fell') : null;
  return (
    <li>
      <Way to={to({ category, ...span })} className={styles.course}>
        <span className={styles.head}>
          {reasonLabel(category)}{' '}
          <b>{typeof last?.share.value === 'number' ? percent(last.share.value) : '–'}</b>
        </span>
        <svg viewBox="0 0 200 56" preserveAspectRatio="none" className={styles.chart} aria-hidden>
          <path className={styles.base} d="M0 55.5H200" />
          <path className={styles.area} d={shape.area} />
          <path className={styles.line} d={shape.line} />
        </svg>
        <span className={styles.foot}>
          <span>{byMonth[0] ? month(byMonth[0].month) : ''}</span>
          {moved ? <span data-tone={moved}>{t(`change.${moved}`)}</span> : null}
          <span>{last ? month(last.month) : ''}</span>
        </span>
      </Way>
    </li>
  );
}
