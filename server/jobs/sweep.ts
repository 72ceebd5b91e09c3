import { write } from '#db/client.ts';
import type { Deps } from '../deps.ts';

const dayMilliseconds = 86_400_000;
const rowsAtOnce = 2000;

/** What is of no use to anybody after so many days. A dead job stays until somebody looks at it. */
const rules = [
  { table: 'jobs', isOver: `state = 'done' AND created_at < ?`, keptDays: 30 },
  { table: 'sign_in_links', isOver: 'expires_at < ?', keptDays: 30 },
  { table: 'delivery_events', isOver: 'received_at < ?', keptDays: 90 },
  { table: 'case_notices', isOver: 'mailed_at < ?', keptDays: 30 },
  { table: 'hook_deliveries', isOver: `state <> 'queued' AND at < ?`, keptDays: 30 },
  { table: 'staff_sessions', isOver: 'expires_at < ?', keptDays: 0 },
  { table: 'verifications', isOver: 'expires_at < ?', keptDays: 0 },
] as const;

/** The recurring task that keeps these tables from growing for ever; in small pieces, so that nobody waits for it. */
export async function sweep(deps: Deps): Promise<void> {
  for (const rule of rules) while ((await sweepSome(deps, rule)) === rowsAtOnce);
}

async function sweepSome(deps: Deps, { table, isOver, keptDays }: (typeof rules)[number]): Promise<number> {
  const before = deps.now().getTime() - keptDays * dayMilliseconds;
  const [swept] = await write(deps.db, (tx) =>
    tx.run({
      sql: `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${isOver} LIMIT ${rowsAtOnce})`,
      args: [before],
    }),
  );
  return swept?.rowsAffected ?? 0;
}
