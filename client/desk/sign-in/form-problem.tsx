import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { useProblemText } from '../components/use-problem-text.ts';
import styles from './sign-in.module.css';

/** What went wrong with the whole form; what belongs to a field stands at the field. */
export function FormProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('sign-in');
  const problemText = useProblemText();
  if (!error || (error instanceof ApiProblem && Object.keys(error.fields).length > 0)) return null;
  const isTooMany = error instanceof ApiProblem && error.status === 429;
  return (
    <p role="alert" className={styles.problem}>
      {isTooMany ? t('tooMany') : problemText(error)}
    </p>
  );
}
