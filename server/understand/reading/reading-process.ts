import { sql } from 'drizzle-orm';
import { write } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import { enqueueNamed } from '#server/jobs/jobs.ts';
import { readInThread } from './readers.ts';

const lookEveryMilliseconds = 2000;

/** In a server: reads in a thread of its own, and soon after somebody has answered, not at the next full minute. */
export function startReading(deps: Deps): { stop(): Promise<void> } {
  const close = readInThread(deps.db);
  const look = () =>
    void wakeIfBehind(deps).catch((error: unknown) => deps.log.error({ err: error }, 'reading answers'));
  const looking = setInterval(look, lookEveryMilliseconds);
  return {
    stop: async () => {
      clearInterval(looking);
      await close();
    },
  };
}

/** Asks for the reader where there are answers that it has not come to and it is not on its way. */
export async function wakeIfBehind(deps: Deps): Promise<void> {
  if (deps.crowd.isLarge) return;
  const [row] = await deps.db.all<{ behind: number }>(sql`
    SELECT coalesce((SELECT max(seq) FROM response_facts), 0)
         > coalesce((SELECT facts_read FROM reading_progress WHERE id = 1), 0)
       AND NOT EXISTS (SELECT 1 FROM jobs WHERE id = 'read-answers' AND state IN ('queued', 'running')) AS behind`);
  if (row?.behind !== 1) return;
  await write(deps.db, (tx) => enqueueNamed(deps, tx, { name: 'read-answers', payload: {} }));
}
