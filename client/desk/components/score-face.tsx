import { useTranslation } from 'react-i18next';
import { scoreTone, type Measure } from './score-tone.ts';
import styles from './score-face.module.css';

const best: Record<Measure, number> = { nps: 10, csat: 5, ces: 7 };

/** The round badge of a score: red for an unhappy one, gold for a middling one, green for a happy one. */
export function ScoreFace({
  score,
  measure = 'nps',
}: {
  score: number | null | undefined;
  measure?: Measure;
}) {
  const { t } = useTranslation('desk');
  if (score === null || score === undefined)
    return (
      <span className={styles.face} data-tone="none">
        –
      </span>
    );
  return (
    <span className={styles.face} data-tone={scoreTone(score, measure)}>
      <span aria-hidden>{score}</span>
      <span className="visually-hidden">{t('score.of', { score, max: best[measure] })}</span>
    </span>
  );
}
