import { PATIENCE_WITH_CROWDS_MS, waitMs } from '../retry.ts';
import { keptAnswers, type Kept } from './kept-answers.ts';
import { postJson, type Posted } from './post.ts';
import { pageFrom } from './show-page.ts';
import { worthTrying } from './worth-trying.ts';

export type Delivery = 'sending' | 'busy' | 'kept';

type Letter = {
  path: string;
  kept: Kept;
  /** Whether it lies on this device, where another tab may send it. */
  isOnDevice: boolean;
  tell: (how: Delivery) => void;
};

/**
 * Sends answers until the server has them, however long that takes, and settles with the page it answers with; `null`
 * when another tab has sent them meanwhile, `too-long` when the server takes no answers of that length.
 */
export async function deliver({
  path,
  kept,
  isOnDevice,
  tell,
}: Letter): Promise<Document | 'too-long' | null> {
  const { answers, language, correcting, submission } = kept;
  const letter = { answers, language, ...(correcting && { correcting }), ...(submission && { submission }) };
  const isGone = () => isOnDevice && keptAnswers(path) === null;
  const began = Date.now();
  for (let tries = 0; ; tries++) {
    tell('sending');
    const posted = await oneAtATime(path, async () => (isGone() ? null : postJson(path, letter)));
    if (posted === null) return null;
    if (typeof posted === 'object' && 'response' in posted && posted.response.status === 413)
      return 'too-long';
    const page = await pageOf(posted);
    if (page) return page;
    const busyMs = typeof posted === 'object' && 'retryAfterMs' in posted ? posted.retryAfterMs : null;
    const isBusy = busyMs !== null && Date.now() - began < PATIENCE_WITH_CROWDS_MS;
    tell(isBusy ? 'busy' : 'kept');
    await worthTrying(waitMs({ tries, retryAfterMs: busyMs }, Math.random), busyMs !== null);
  }
}

/** Two tabs of one link wait for each other. */
const oneAtATime = (path: string, send: () => Promise<Posted | null>): Promise<Posted | null> =>
  'locks' in navigator ? navigator.locks.request(`send ${path}`, send) : send();

/** A page of ours; what a hotel's network puts in its place has no `<main>` that says what it is. */
async function pageOf(posted: Posted): Promise<Document | null> {
  if (posted === 'lost' || !('response' in posted)) return null;
  const source = await posted.response.text().catch(() => '');
  const page = pageFrom(source);
  return page.querySelector('main[data-of]') ? page : null;
}
