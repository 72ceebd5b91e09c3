import { useTranslation } from 'react-i18next';
import styles from './given-answers.module.css';
import type { CasePage } from './inbox-data.ts';

type Answers = CasePage['response']['answers'];

/** Everything the customer answered, folded away: her own words and the score stand above it. */
export function GivenAnswers({ answers }: { answers: Answers }) {
  const { t } = useTranslation('inbox');
  if (answers.length === 0) return null;
  return (
    <details className={styles.answers}>
      <summary>{t('answers', { count: answers.length })}</summary>
      <dl>
        {answers.map((given) => (
          <div key={given.name}>
            <dt>{given.question}</dt>
            {given.answers.map((answer) => (
              <dd key={answer} dir="auto">
                {answer}
              </dd>
            ))}
            {given.rows.map(({ row, answer }) => (
              <dd key={row}>
                {row}: <bdi>{answer}</bdi>
              </dd>
            ))}
            {given.comment ? (
              <dd dir="auto" className={styles.comment}>
                {given.comment}
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
    </details>
  );
}
