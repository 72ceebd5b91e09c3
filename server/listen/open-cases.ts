import { count, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';

interface Counted {
  byOwner: Map<string, number>;
  at: number;
  total: number;
}

// Counting costs a microsecond for some ten cases, so a long list is counted once a second and kept up between.
const countEachTimeUpTo = 200;
const holdsForMilliseconds = 1000;
const counts = new WeakMap<Database, Counted>();

/** How many unresolved cases everyone owns, exact while there are few. Load only balances; nothing depends on it. */
export async function openCasesByOwner(db: Database, now: Date): Promise<ReadonlyMap<string, number>> {
  const known = counts.get(db);
  const isFresh =
    known && known.total > countEachTimeUpTo && Math.abs(now.getTime() - known.at) < holdsForMilliseconds;
  if (isFresh) return known.byOwner;
  const rows = await db
    .select({ ownerId: cases.ownerId, n: count() })
    .from(cases)
    .where(inArray(cases.status, ['open', 'contacted']))
    .groupBy(cases.ownerId);
  const byOwner = new Map(rows.map(({ ownerId, n }) => [ownerId ?? '', n]));
  counts.set(db, { byOwner, at: now.getTime(), total: rows.reduce((sum, { n }) => sum + n, 0) });
  return byOwner;
}

/** Said when a case is given to someone, so that the next one sees it, also of those who are answered together. */
export function countCaseOf(
  db: Database,
  ownerId: string | null,
  colleagues: { id: string; openCases: number }[],
): void {
  const owner = colleagues.find(({ id }) => id === ownerId);
  if (!owner) return;
  owner.openCases += 1;
  const known = counts.get(db)?.byOwner;
  known?.set(owner.id, Math.max((known.get(owner.id) ?? 0) + 1, owner.openCases));
}
