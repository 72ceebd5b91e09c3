import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api.ts';
import { useFormat } from '../use-format.ts';
import styles from './codes.module.css';

/** Why a list of codes was refused, line by line. */
export function CodeProblems({ refusal: { problems, problemCount } }: { refusal: ApiProblem }) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  const more = problemCount - problems.length;
  return (
    <div role="alert" className={styles.problems}>
      <p className={styles.problem}>{t('codes.refused', { count: problemCount, n: number(problemCount) })}</p>
      <ul>
        {problems.map(({ line, problem, firstLine }) => (
          <li key={line}>
            {line === null ? null : <b>{t('codes.line', { n: number(line) })}</b>}
            <span>{t(`codes.problem.${problem}`, { n: number(firstLine ?? 0) })}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className={styles.help}>{t('codes.more', { count: more, n: number(more) })}</p> : null}
    </div>
  );
}
