import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { problemKey } from './problem-text.ts';

/** What went wrong, as a sentence: the server's own when it refused what was sent, ours for everything else. */
export function useProblemText() {
  const { t } = useTranslation('desk');
  return (error: unknown): string =>
    error instanceof ApiProblem && isRefusal(error) && error.message ? error.message : t(problemKey(error));
}

const isRefusal = ({ status }: ApiProblem) => status < 500 && ![0, 401, 403, 404].includes(status);
