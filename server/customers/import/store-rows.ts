import { ConstraintError, GuardError, write } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import type { BatchPlan, Importer, RowOutcome } from './importer.ts';

export interface RowsToStore<Row> {
  importer: Importer<Row>;
  rows: Row[];
  actorId?: string | null | undefined;
  /** Whether a plan may be carried out; without it every plan is. */
  isGood?: (plan: BatchPlan) => boolean;
}

const planTries = 3;

/**
 * Stores rows in one transaction, if there is anything to store. Whoever stores at the same time may keep a row between
 * our reading and writing: then we decide again.
 */
export async function storeRows<Row>(deps: Deps, job: RowsToStore<Row>): Promise<RowOutcome[]> {
  const { importer, rows, actorId = null, isGood = () => true } = job;
  for (let tries = 1; ; tries++) {
    const plan = await importer.plan(rows);
    const { created, changed } = countsOf(plan.outcomes);
    if (created + changed === 0 || !isGood(plan)) return plan.outcomes;
    try {
      await write(deps.db, (tx) => {
        plan.store(tx);
        record(deps.db, tx, { kind: importer.event, at: deps.now(), actorId, data: { created, changed } });
      });
      return plan.outcomes;
    } catch (error) {
      const isOvertaken = error instanceof ConstraintError || error instanceof GuardError;
      if (!isOvertaken || tries === planTries) throw error;
    }
  }
}

export function countsOf(outcomes: RowOutcome[]): Record<RowOutcome['outcome'], number> {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of outcomes) counts[outcome]++;
  return counts;
}
