import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { problemKey } from './problem-text.ts';

/** What went wrong, as a sentence: the server's own when it refused, ours when it failed. */
export function useProblemText() {
  const { t } = useTranslation('desk');
  return (error: unknown): string =>
    error instanceof ApiProblem && error.status < 500 && error.message ? error.message : t(problemKey(error));
}
