import { retryAfterMs } from '../retry.ts';

const PATIENCE_MS = 20_000;
const MOST_KEPT_ALIVE = 60_000;

/** What became of a post: an answer, a server that is overrun, or nothing. */
export type Posted = { response: Response } | { retryAfterMs: number } | 'lost';

/** Posts JSON beside this page. A broken server and a broken line come to the same: it has to be tried again. */
export async function postJson(path: string, body: unknown): Promise<Posted> {
  const source = JSON.stringify(body);
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/html' },
      body: source,
      // A page that is left lets its last words go through, unless they are too many for a browser.
      keepalive: new Blob([source]).size < MOST_KEPT_ALIVE,
      signal: AbortSignal.timeout?.(PATIENCE_MS) ?? null,
    });
    if (response.status === 503 || response.status === 429)
      return { retryAfterMs: retryAfterMs(response.headers.get('retry-after')) };
    // Somebody between here and the server has an opinion of its own.
    return response.status >= 500 || response.redirected ? 'lost' : { response };
  } catch {
    return 'lost';
  }
}
