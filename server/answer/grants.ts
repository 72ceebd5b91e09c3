import { and, eq, ne, notInArray, sql, type SQL } from 'drizzle-orm';
import { GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { cases, grantDecisions, grants } from '#db/schema/cases.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record, type EventKind } from '#server/events/events.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { isComplainedAbout } from './case.ts';
import { approved, declined, isWaitingToBeIssued, mostMinor } from './grant.ts';
import type { Approver, Decision, Grant } from './grant.ts';
import { issue } from './ledger.ts';
import { book } from './ledger-entries.ts';
import { refusal } from './refusal.ts';

type By = { deps: Deps; actor: Actor; grantId: string };

/** Says yes to a proposal, at its amount or another within the approver's reach; issuing follows as a job. */
export async function approve(by: By, wish: { amountMinor?: number; note?: string }): Promise<void> {
  const { deps, grantId } = by;
  const found = await grantWithFacts(by);
  const otherwise = givenOtherwise(deps.db, found.grant);
  const [other] = await otherwise;
  const most = await mostFor(deps.db, found.grant, found.order);
  const amountMinor = wish.amountMinor ?? found.grant.amountMinor;
  await decide(by, approved(found.grant, found.approver, { amountMinor, mostMinor: most }), (tx, grant) => {
    const data = { grantId, amountMinor, proposedMinor: found.grant.amountMinor, currency: grant.currency };
    // Two wrongs of one order may be raised at once: together they stay below the cap.
    const onlyIf = sql`(${otherwise}) = ${other?.givenMinor ?? 0}`;
    settle(by, tx, { grant, decision: 'approved', note: wish.note ?? null, onlyIf });
    tell(by, tx, { kind: 'compensation-approved', grant, data });
    enqueue(deps, tx, { kind: 'issue-grant', payload: { grantId } });
  });
}

/** Says no: the apology alone must do. */
export async function decline(by: By, reason: { note?: string }): Promise<void> {
  const found = await grantWithFacts(by);
  await decide(by, declined(found.grant, found.approver), (tx, grant) => {
    settle(by, tx, { grant, decision: 'declined', note: reason.note ?? null });
    tell(by, tx, { kind: 'compensation-declined', grant, data: { grantId: grant.id } });
  });
}

/** Books an approved grant to the customer's credit: once, however often and at once it is asked. */
export async function issueGrant(deps: Deps, grantId: string): Promise<void> {
  const grant = await storedGrant(deps, grantId);
  if (!grant || !isWaitingToBeIssued[grant.status]) return;
  const at = deps.now();
  const { customerId, caseId, amountMinor, currency, role } = grant;
  await write(deps.db, (tx) => {
    const isApproved = and(eq(grants.id, grantId), eq(grants.status, 'approved'));
    tx.must(
      deps.db.update(grants).set({ status: 'issued', issuedAt: at }).where(isApproved),
      'This grant was issued or withdrawn a moment ago.',
    );
    book(deps, tx, issue(grant));
    record(deps.db, tx, {
      kind: 'grant-issued',
      customerId,
      caseId,
      at,
      data: { grantId, role, amountMinor, currency },
    });
    if (role === 'compensation') enqueue(deps, tx, { kind: 'compensation-mail', payload: { grantId } });
  });
}

export async function storedGrant({ db }: Pick<Deps, 'db'>, grantId: string): Promise<Grant | undefined> {
  const [grant] = await db.select().from(grants).where(eq(grants.id, grantId));
  return grant;
}

/** The most that may be given, with what the order's other wrongs were given counted in. */
export async function mostFor(
  db: Database,
  grant: Grant,
  order: typeof orders.$inferSelect | null,
): Promise<number> {
  if (!order) return mostMinor(grant, null);
  const [other] = await givenOtherwise(db, grant);
  return mostMinor(grant, { ...order, givenMinor: other?.givenMinor ?? 0 });
}

/** What other compensation for the grant's order comes to. */
function givenOtherwise(db: Database, { id, orderId }: Pick<Grant, 'id' | 'orderId'>) {
  return db
    .select({ givenMinor: sql<number>`coalesce(sum(${grants.amountMinor}), 0)` })
    .from(grants)
    .where(
      and(
        eq(grants.orderId, orderId ?? ''),
        eq(grants.role, 'compensation'),
        ne(grants.id, id),
        notInArray(grants.status, ['declined', 'expired', 'reversed']),
      ),
    );
}

async function grantWithFacts({ deps, actor, grantId }: By) {
  const [row] = await deps.db
    .select({ grant: grants, order: orders, case: cases, accountManager: customers.accountManager })
    .from(grants)
    .innerJoin(customers, eq(customers.id, grants.customerId))
    .leftJoin(orders, eq(orders.id, grants.orderId))
    .leftJoin(cases, eq(cases.id, grants.caseId))
    .where(eq(grants.id, grantId));
  if (!row) throw new DomainError('not_found', 'There is no such grant.');
  const about = row.case !== null && isComplainedAbout(row.case, row.accountManager, actor);
  const approver: Approver = { role: actor.role, isComplainedAbout: about };
  return { grant: row.grant, order: row.order, approver };
}

async function decide(by: By, decision: Decision, store: (tx: Tx, grant: Grant) => void): Promise<void> {
  if ('refused' in decision) {
    throw refusal(decision.refused, decision.refused === 'decided' ? await whoDecided(by) : null);
  }
  try {
    await write(by.deps.db, (tx) => store(tx, decision.grant));
  } catch (error) {
    const first = error instanceof GuardError ? await whoDecided(by) : null;
    throw first === null ? error : refusal('decided', first);
  }
}

interface Settlement {
  grant: Grant;
  decision: 'approved' | 'declined';
  note: string | null;
  onlyIf?: SQL;
}

function settle({ deps, actor }: By, tx: Tx, { grant, decision, note, onlyIf }: Settlement): void {
  const { id: grantId, status, amountMinor } = grant;
  const isProposed = and(eq(grants.id, grantId), eq(grants.status, 'proposed'), onlyIf);
  tx.must(
    deps.db.update(grants).set({ status, amountMinor }).where(isProposed),
    'Another compensation for this order was decided a moment ago. Look at it again.',
  );
  tx.run(
    deps.db
      .insert(grantDecisions)
      .values({ id: newId(deps), grantId, decision, staffId: actor.id, note, at: deps.now() }),
  );
}

async function whoDecided({ deps, grantId }: By): Promise<string | null> {
  const [row] = await deps.db
    .select({ name: staff.name })
    .from(grantDecisions)
    .innerJoin(staff, eq(staff.id, grantDecisions.staffId))
    .where(eq(grantDecisions.grantId, grantId));
  return row?.name ?? null;
}

function tell(
  { deps, actor }: By,
  tx: Tx,
  { kind, grant, data }: { kind: EventKind; grant: Grant; data: Record<string, unknown> },
): void {
  const { customerId, caseId } = grant;
  record(deps.db, tx, { kind, actorId: actor.id, customerId, caseId, at: deps.now(), data });
}
