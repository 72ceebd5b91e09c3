import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { useProblemText } from './use-problem-text.ts';
import styles from './states.module.css';

type Props = { error: unknown; kept?: string; onRetry?: () => void };

/** What happened, what was kept, and the way on; what is not there will not be there on a second try. */
export function ErrorState({ error, kept, onRetry }: Props) {
  const { t } = useTranslation('desk');
  const problemText = useProblemText();
  if (error instanceof ApiProblem && error.status === 404)
    return (
      <div className={styles.state} role="alert">
        <p className={styles.title}>{problemText(error)}</p>
        <p className={styles.text}>{t('notFound.text')}</p>
      </div>
    );
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{t('error.title')}</p>
      <p className={styles.text}>{problemText(error)}</p>
      <p className={styles.text}>{kept ?? t('error.kept')}</p>
      {onRetry ? (
        <div className={styles.action}>
          <Button onClick={onRetry}>{t('error.retry')}</Button>
        </div>
      ) : null}
    </div>
  );
}
