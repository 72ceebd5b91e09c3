import { setTimeout as sleep } from 'node:timers/promises';
import { write } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import { alertTail, noteNotices } from './alert-tail.ts';
import { beginTail, newestEventId } from './event-tails.ts';
import { groupMails } from './grouped-mails.ts';
import { postOwed } from './hook-tail.ts';

const pollMilliseconds = 1000;

/** Sees to everything that is to be told of cases now. Returns when something will be next, where something waits. */
export async function tellOfCases(deps: Deps): Promise<Date | null> {
  await noteNotices(deps);
  const due = [await groupMails(deps), await postOwed(deps)].filter((at) => at !== null);
  return due.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** What happened before a first start was told as it happened, or is nobody's news any more. */
export async function beginTelling({ db, now }: Deps): Promise<void> {
  await write(db, (tx) => beginTail(tx, alertTail, now()));
}

export interface Telling {
  stop(): Promise<void>;
}

/**
 * Tells soon after something has happened; any number of processes may. While many people answer at once it waits, and
 * the task of every minute does it.
 */
export function startTelling(deps: Deps): Telling {
  const stopping = new AbortController();
  const ended = keepTelling(deps, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

async function keepTelling(deps: Deps, signal: AbortSignal): Promise<void> {
  let seen = -1;
  let due: Date | null = null;
  while (!signal.aborted) {
    await sleep(pollMilliseconds, undefined, { signal }).catch(() => {});
    if (signal.aborted || deps.crowd.isLarge) continue;
    try {
      const newest = await newestEventId(deps.db);
      if (newest === seen && (due === null || due > deps.now())) continue;
      due = await tellOfCases(deps);
      seen = newest;
    } catch (error) {
      deps.log.error({ err: error }, 'telling of cases stumbled');
    }
  }
}
