import { and, asc, eq, inArray, lte, type SQL } from 'drizzle-orm';
import { ConstraintError, GuardError } from '#db/client.ts';
import { grantKinds, grants } from '#db/schema/grants.ts';
import type { Deps } from '#server/deps.ts';
import { endLapsed, endUndecided } from './grant-endings.ts';
import { kindRules } from './grant-kind.ts';
import type { Grant } from './grant.ts';

const atOnce = 100;

/** What stands in the ledger until it is used, and so can lapse. */
const lapsing = grantKinds.filter((kind) => ['account', 'voucher'].includes(kindRules[kind].books ?? ''));

/** The recurring task that ends proposals nobody decided and credit, points and vouchers nobody used in time. */
export async function endWhatIsOver(deps: Deps): Promise<void> {
  const now = deps.now();
  const undecided = and(eq(grants.status, 'proposed'), lte(grants.expiresAt, now));
  await endAll(deps, undecided, endUndecided);
  await endAll(deps, lapsed(now), endLapsed);
}

/** Before a customer spends: what has lapsed is spent no more, however long ago the task last ran. */
export async function endLapsedOf(deps: Deps, customerId: string): Promise<void> {
  await endAll(deps, and(eq(grants.customerId, customerId), lapsed(deps.now())), endLapsed);
}

const lapsed = (now: Date) =>
  and(eq(grants.status, 'issued'), lte(grants.validUntil, now), inArray(grants.kind, lapsing));

async function endAll(
  deps: Deps,
  which: SQL | undefined,
  endOne: (deps: Deps, grant: Grant) => Promise<void>,
): Promise<void> {
  for (;;) {
    const over = await deps.db.select().from(grants).where(which).orderBy(asc(grants.id)).limit(atOnce);
    const ended = await Promise.all(over.map((grant) => endOne(deps, grant).then(() => true, hasMoved)));
    // Two of one customer cannot end together, so the second is looked at again; where none could, another process is at it.
    if (over.length === 0 || !ended.some(Boolean)) return;
  }
}

function hasMoved(error: unknown): false {
  if (error instanceof GuardError || error instanceof ConstraintError) return false;
  throw error;
}
