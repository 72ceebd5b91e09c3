import { and, asc, count, eq, inArray, lt, sql, type SQL } from 'drizzle-orm';
import { GuardError, write, type Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { fulfilments, vouchers } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { enqueue } from '#server/jobs/jobs.ts';

const pageRows = 50;

/** What a person has to do: hand over what is given by hand, and see to what the company's own system did not take. */
const waitsForPerson = and(
  eq(grants.status, 'issued'),
  sql`((${fulfilments.way} = 'by-hand' AND ${fulfilments.state} = 'waiting') OR ${fulfilments.state} = 'failed')`,
);

/** What is to be handed over, the first due first. */
export async function listFulfilments(db: Database, { after }: { after?: string | undefined }) {
  const rows = await db
    .select({
      id: fulfilments.id,
      way: fulfilments.way,
      state: fulfilments.state,
      dueAt: fulfilments.dueAt,
      lastError: fulfilments.lastError,
      assignee: staff.name,
      grantId: grants.id,
      kind: grants.kind,
      amountMinor: grants.amountMinor,
      currency: grants.currency,
      details: grants.details,
      caseId: grants.caseId,
      customerId: customers.id,
      customerName: customers.name,
      code: vouchers.code,
    })
    .from(fulfilments)
    .innerJoin(grants, eq(grants.id, fulfilments.grantId))
    .innerJoin(customers, eq(customers.id, grants.customerId))
    .leftJoin(staff, eq(staff.id, fulfilments.assigneeId))
    .leftJoin(vouchers, eq(vouchers.grantId, grants.id))
    .where(and(inArray(fulfilments.state, ['waiting', 'failed']), waitsForPerson, behind(after)))
    .orderBy(asc(fulfilments.dueAt), asc(fulfilments.id))
    .limit(pageRows + 1);
  const page = rows.slice(0, pageRows);
  const last = page.at(-1);
  const next = rows.length > pageRows && last ? `${last.dueAt.getTime()}~${last.id}` : null;
  return { fulfilments: page, next };
}

/** How much waits, and how much of it is late. */
export async function countFulfilments(db: Database, now: Date) {
  const waiting = () =>
    db.select({ n: count() }).from(fulfilments).innerJoin(grants, eq(grants.id, fulfilments.grantId));
  const due = inArray(fulfilments.state, ['waiting', 'failed']);
  const [[all], [late]] = await Promise.all([
    waiting().where(and(due, waitsForPerson)),
    waiting().where(and(due, waitsForPerson, lt(fulfilments.dueAt, now))),
  ]);
  return { waiting: all?.n ?? 0, late: late?.n ?? 0 };
}

type By = { deps: Deps; actor: Actor; fulfilmentId: string };

/** Somebody has handed it over, and writes down how the customer got it. */
export async function handOver({ deps, actor, fulfilmentId }: By, receipt: string): Promise<void> {
  const found = await openFulfilment(deps.db, fulfilmentId);
  const at = deps.now();
  const { grantId, customerId, caseId, kind } = found;
  await changed(deps, found, {
    set: { state: 'done', way: 'by-hand', receipt, doneBy: actor.id, doneAt: at, lastError: null },
    also: (tx) => {
      const data = { grantId, kind, receipt };
      record(deps.db, tx, { kind: 'grant-handed-over', customerId, caseId, actorId: actor.id, at, data });
    },
  });
}

/** Tells the company's own system once more, from the first try on. */
export async function tryAgain({ deps, fulfilmentId }: By): Promise<void> {
  const found = await openFulfilment(deps.db, fulfilmentId);
  if (found.way !== 'webhook') throw new DomainError('conflict', 'This is handed over by a person.');
  await changed(deps, found, {
    set: { state: 'waiting', attempts: 0 },
    also: (tx) => enqueue(deps, tx, { kind: 'tell-grant', payload: { fulfilmentId } }),
  });
}

/** What is known of a fulfilment with its grant and customer. */
export async function fulfilmentWithGrant(db: Database, which: SQL) {
  const [row] = await db
    .select({ fulfilment: fulfilments, grant: grants, customer: customers, case: { ownerId: cases.ownerId } })
    .from(fulfilments)
    .innerJoin(grants, eq(grants.id, fulfilments.grantId))
    .innerJoin(customers, eq(customers.id, grants.customerId))
    .leftJoin(cases, eq(cases.id, grants.caseId))
    .where(which);
  return row ?? null;
}

async function openFulfilment(db: Database, id: string) {
  const row = await fulfilmentWithGrant(db, eq(fulfilments.id, id));
  if (!row) throw new DomainError('not_found', 'There is no such hand-over.');
  const { fulfilment, grant } = row;
  if (grant.status !== 'issued') throw new DomainError('conflict', 'This grant does not stand any more.');
  if (fulfilment.state === 'done') throw new DomainError('conflict', alreadyDone);
  const { customerId, caseId, kind } = grant;
  return { ...fulfilment, customerId, caseId, kind };
}

const alreadyDone = 'This has been handed over already.';

interface Change {
  set: Partial<typeof fulfilments.$inferInsert>;
  also: (tx: Parameters<Parameters<typeof write>[1]>[0]) => void;
}

async function changed(
  { db }: Deps,
  found: Pick<typeof fulfilments.$inferSelect, 'id' | 'state' | 'grantId'>,
  { set, also }: Change,
): Promise<void> {
  const stands = and(
    eq(fulfilments.id, found.id),
    eq(fulfilments.state, found.state),
    // A grant taken back meanwhile is handed over no more.
    sql`EXISTS (SELECT 1 FROM grants g WHERE g.id = ${found.grantId} AND g.status = 'issued')`,
  );
  await write(db, (tx) => {
    tx.must(db.update(fulfilments).set(set).where(stands), alreadyDone);
    also(tx);
  }).catch((error: unknown) => {
    if (error instanceof GuardError) throw new DomainError('conflict', error.message);
    throw error;
  });
}

function behind(after: string | undefined): SQL | undefined {
  if (after === undefined) return undefined;
  const [, dueAt, id] = /^(\d+)~(\w+)$/.exec(after) ?? [];
  if (!dueAt || !id) throw new DomainError('invalid', 'This is no place in the list.', { after: 'unknown' });
  return sql`(${fulfilments.dueAt}, ${fulfilments.id}) > (${Number(dueAt)}, ${id})`;
}
