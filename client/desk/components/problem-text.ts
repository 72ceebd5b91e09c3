import { ApiProblem } from '../api.ts';

/** The key of the sentence that tells a person what went wrong; the server's own words go before it. */
export function problemKey(error: unknown) {
  if (!(error instanceof ApiProblem)) return 'error.page';
  if (error.status === 0) return 'error.offline';
  if (error.status === 403) return 'error.forbidden';
  if (error.status === 404) return 'error.notFound';
  return error.status >= 500 ? 'error.server' : 'error.refused';
}
