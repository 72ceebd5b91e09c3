import { IconAlertCircle, IconEyeOff, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './problem-list.module.css';
import { useProblemWords, weight } from './problem-words.ts';
import type { Problem } from './surveys-data.ts';

const icons = { wrong: IconAlertCircle, unserved: IconEyeOff, advice: IconInfoCircle } as const;

type Props = { problems: readonly Problem[]; label: string; placeOf?: (problem: Problem) => string };

/** What is wrong, what is kept but not asked, and what is good to know, in this order. */
export function ProblemList({ problems, label, placeOf }: Props) {
  const { t } = useTranslation('surveys');
  const words = useProblemWords();
  if (problems.length === 0) return null;
  const sorted = problems.toSorted((a, b) => weight[a.severity] - weight[b.severity]);
  return (
    <ul className={styles.list} aria-label={label}>
      {sorted.map((problem) => {
        const Icon = icons[problem.severity];
        return (
          <li key={`${problem.path} ${problem.message}`} data-severity={problem.severity}>
            <Icon size={16} aria-label={t(`severity.${problem.severity}`)} />
            <span>
              {placeOf ? <bdi className={styles.place}>{placeOf(problem)}</bdi> : null} {words(problem)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
