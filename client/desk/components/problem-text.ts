import { ApiProblem } from '../api.ts';

/** The key of the sentence that tells a person what went wrong. */
export function problemKey(error: unknown) {
  if (!(error instanceof ApiProblem)) return 'error.page';
  if (error.status === 0) return 'error.offline';
  if (error.status === 403) return 'error.forbidden';
  if (error.status === 404) return 'error.notFound';
  if (error.status === 409) return 'error.conflict';
  return error.status >= 500 ? 'error.server' : 'error.refused';
}

/** What went wrong, as a sentence: the server's own, which is English, only where the reader's language is. */
export function problemText(
  error: unknown,
  { t, language }: { t: (key: string) => string; language: string },
) {
  const own = language === 'en' && error instanceof ApiProblem && isRefusal(error) ? error.message : '';
  return own || t(problemKey(error));
}

const isRefusal = ({ status }: ApiProblem) => status < 500 && ![0, 401, 403, 404].includes(status);
