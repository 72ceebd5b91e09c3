import { and, eq, sql, type SQL } from 'drizzle-orm';
import { GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { cases } from '#db/schema/cases.ts';
import { grantDecisions, grants } from '#db/schema/grants.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '#server/auth/actor.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record, type EventKind } from '#server/events/events.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { isComplainedAbout } from '../case.ts';
import { atAmount, moveBudget } from './budget-use.ts';
import { givenOtherwise } from './given-for-order.ts';
import { approved, declined, mostMinor } from './grant.ts';
import type { Approver, Decision, Grant } from './grant.ts';
import { approvalLimits } from './policy-limits.ts';
import { refusal } from '../refusal.ts';

type By = { deps: Deps; actor: Actor; grantId: string };

/** Says yes to a proposal, at its amount or another within the approver's reach; issuing follows as a job. */
export async function approve(by: By, wish: { amountMinor?: number; note?: string }): Promise<void> {
  const { deps, grantId } = by;
  const found = await grantWithFacts(by);
  const limits = await approvalLimits(deps.db);
  const otherwise = givenOtherwise(deps.db, found.grant, limits.points);
  const [other] = await otherwise;
  const amountMinor = wish.amountMinor ?? found.grant.amountMinor;
  const bounds = {
    amountMinor,
    mostMinor: await mostFor(deps.db, found.grant, found.order),
    secondPersonAboveMinor: limits.secondPersonAboveMinor,
    at: deps.now(),
  };
  await decide(by, approved(found.grant, found.approver, bounds), (tx, decided) => {
    const { company } = found;
    const { details } = atAmount(found.grant, { amountMinor, company });
    const grant = { ...decided, details };
    moveBudget(deps, tx, { grant: found.grant, from: found.grant.amountMinor, to: amountMinor, company });
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
  const { deps } = by;
  await decide(by, declined(found.grant, found.approver), (tx, grant) => {
    moveBudget(deps, tx, { grant, from: grant.amountMinor, to: 0, company: found.company });
    settle(by, tx, { grant, decision: 'declined', note: reason.note ?? null });
    tell(by, tx, { kind: 'compensation-declined', grant, data: { grantId: grant.id } });
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
  const { capPercentOfOrder, points } = await approvalLimits(db);
  const [other] = await givenOtherwise(db, grant, points);
  return mostMinor(grant, { ...order, givenMinor: other?.givenMinor ?? 0 }, capPercentOfOrder);
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
  const approver: Approver = { id: actor.id, role: actor.role, isComplainedAbout: about };
  return { grant: row.grant, order: row.order, approver, company: await theCompany(deps.db) };
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
  const { id: grantId, status, amountMinor, details } = grant;
  const isProposed = and(eq(grants.id, grantId), eq(grants.status, 'proposed'), onlyIf);
  tx.must(
    deps.db.update(grants).set({ status, amountMinor, details }).where(isProposed),
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
