import { asc, gt, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import type { Deps } from '../deps.ts';

/** What listeners are told: enough to ask again, never what happened in words. */
export interface Happening {
  id: number;
  kind: string;
  caseId: string | null;
  at: Date;
}

export type Listener = (happening: Happening) => void;

export interface EventTail {
  /** Hears everything after `after`, or from now on when it is null. Returns what ends it. */
  listen(listener: Listener, after: number | null): () => void;
}

const pollMilliseconds = 200;
const longestCatchUp = 500;

interface Ear {
  hear: Listener;
  heard: number;
}

/**
 * Follows the events table by its increasing id, with one poller for all listeners of the process and none while
 * nobody listens. What other processes write is heard just the same.
 */
export function tailEvents({ db, log }: Pick<Deps, 'db' | 'log'>): EventTail {
  const ears = new Set<Ear>();
  let isPolling = false;

  const poll = async () => {
    isPolling = true;
    while (ears.size > 0) {
      await tellAll(db, ears).catch((error: unknown) =>
        log.error({ err: error }, 'the live stream stumbled'),
      );
      await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
    }
    isPolling = false;
  };

  return {
    listen(hear, after) {
      const ear = { hear, heard: after ?? -1 };
      ears.add(ear);
      if (!isPolling) void poll();
      return () => void ears.delete(ear);
    },
  };
}

async function tellAll(db: Database, ears: Set<Ear>): Promise<void> {
  const newest = await newestId(db);
  for (const ear of ears) {
    if (ear.heard === -1) ear.heard = newest;
    ear.heard = Math.max(ear.heard, newest - longestCatchUp);
  }
  const oldest = Math.min(...[...ears].map(({ heard }) => heard));
  if (oldest >= newest) return;
  const happened = await db
    .select({ id: events.id, kind: events.kind, caseId: events.caseId, at: events.at })
    .from(events)
    .where(gt(events.id, oldest))
    .orderBy(asc(events.id))
    .limit(longestCatchUp);
  for (const happening of happened) {
    for (const ear of ears) {
      if (happening.id <= ear.heard) continue;
      ear.heard = happening.id;
      ear.hear(happening);
    }
  }
}

async function newestId(db: Database): Promise<number> {
  const [row] = await db.select({ id: sql<number>`coalesce(max(${events.id}), 0)` }).from(events);
  return row?.id ?? 0;
}
