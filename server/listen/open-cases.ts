import { inArray, sql } from 'drizzle-orm';
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

/** What everyone's unresolved cases weigh, exact while there are few. Load only balances; nothing depends on it. */
export async function loadsByOwner(db: Database, now: Date): Promise<ReadonlyMap<string, number>> {
  const known = counts.get(db);
  const isFresh =
    known && known.total > countEachTimeUpTo && Math.abs(now.getTime() - known.at) < holdsForMilliseconds;
  if (isFresh) return known.byOwner;
  const rows = await db
    .select({ ownerId: cases.ownerId, load: sql<number>`sum(${cases.severity})` })
    .from(cases)
    .where(inArray(cases.status, ['open', 'contacted']))
    .groupBy(cases.ownerId);
  const byOwner = new Map(rows.map(({ ownerId, load }) => [ownerId ?? '', load]));
  counts.set(db, { byOwner, at: now.getTime(), total: rows.reduce((sum, { load }) => sum + load, 0) });
  return byOwner;
}

/** Said when a case is given to someone, so that the next one sees it, also of those who are answered together. */
export function countCaseOf(
  db: Database,
  { ownerId, severity }: { ownerId: string | null; severity: number },
  colleagues: { id: string; load: number }[],
): void {
  const owner = colleagues.find(({ id }) => id === ownerId);
  if (!owner) return;
  owner.load += severity;
  const known = counts.get(db)?.byOwner;
  known?.set(owner.id, Math.max((known.get(owner.id) ?? 0) + severity, owner.load));
}
