import { Cron } from 'croner';
import { eq } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { company } from '#db/schema/company.ts';
import { recurringRuns } from '#db/schema/jobs.ts';
import type { Deps } from '../deps.ts';
import { enqueue } from './jobs.ts';

export interface RecurringTask {
  /** Also the kind of the job it enqueues. */
  name: string;
  cron: string;
}

/** Enqueues every task whose time has come since it last ran: once, however many processes ask. */
export async function enqueueRecurring(deps: Deps, tasks: RecurringTask[]): Promise<void> {
  const [zone] = await deps.db.select({ timeZone: company.timeZone }).from(company);
  if (!zone) return;
  for (const task of tasks) {
    const [run] = await deps.db.select().from(recurringRuns).where(eq(recurringRuns.name, task.name));
    const slot = new Cron(task.cron, { timezone: zone.timeZone }).previousRuns(1, deps.now())[0];
    if (!slot || (run && run.lastRunAt >= slot)) continue;
    await write(deps.db, (tx) => {
      tx.run(
        deps.db
          .insert(recurringRuns)
          .values({ name: task.name, lastRunAt: slot })
          .onConflictDoUpdate({ target: recurringRuns.name, set: { lastRunAt: slot } }),
      );
      if (run)
        enqueue(deps, tx, { kind: task.name, payload: {}, dedupeKey: `${task.name} ${slot.toISOString()}` });
    });
  }
}
