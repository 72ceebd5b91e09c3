import { waitMs } from '../retry.ts';
import { postJson } from './post.ts';

const PAUSE_MS = 1000;

type Saving = {
  path: string;
  /** All that stands in the form now, as the server takes it. */
  snapshot: () => { answers: Record<string, unknown>; language: string };
  onSaved: () => void;
  onLost: () => void;
  /** The server takes nothing more of this link's answers, or does not save them at all. */
  onOver: (status: number) => void;
};

/** Saves the answers on the server as they are given: one request at a time, each with all of them. */
export function saveAsGiven({ path, snapshot, onSaved, onLost, onOver }: Saving) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let [isDue, isUnderWay, isOver] = [false, false, false];

  async function save(): Promise<void> {
    clearTimeout(timer);
    if (!isDue || isUnderWay || isOver) return;
    [isDue, isUnderWay] = [false, true];
    const posted = await postJson(`${path}/answers`, snapshot());
    isUnderWay = false;
    if (isOver) return;
    if (posted === 'lost' || 'retryAfterMs' in posted)
      return again(posted === 'lost' ? null : posted.retryAfterMs);
    tries = 0;
    if (!posted.response.ok) return end(posted.response.status);
    if (isDue) timer = setTimeout(save, PAUSE_MS);
    else onSaved();
  }

  function again(retryAfterMs: number | null): void {
    isDue = true;
    onLost();
    timer = setTimeout(save, waitMs({ tries: tries++, retryAfterMs }, Math.random));
  }

  function end(status: number): void {
    isOver = true;
    listen.abort();
    onOver(status);
  }

  const listen = new AbortController();
  const { signal } = listen;
  // A page that is left saves at once; one that is come back to, or has its line back, tries again.
  document.addEventListener('visibilitychange', () => void save(), { signal });
  window.addEventListener('online', () => void save(), { signal });

  return {
    changed(): void {
      isDue = true;
      if (isUnderWay || isOver) return;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE_MS);
    },
    stop(): void {
      isOver = true;
      clearTimeout(timer);
      listen.abort();
    },
  };
}
