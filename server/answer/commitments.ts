import { and, asc, eq, isNull, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { cases, commitments } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import { instantOf } from '#server/company/business-hours.ts';
import { theCompany } from '#server/company/company.ts';
import { DomainError } from '#server/errors.ts';
import { record, type EventKind } from '#server/events/events.ts';
import type { By } from './cases.ts';
import { caseWithFacts } from './case-facts.ts';
import { isUnsettled, settled, type Commitment, type Settling } from './commitment.ts';
import { refusal } from './refusal.ts';

export interface Promised {
  by: Commitment['by'];
  what: string;
  /** Who of us sees to it; whoever owns the case where nobody is named. */
  ownerId: string | null;
  /** A day and a time of a clock in the company's zone. */
  dueOn: string;
  dueTime: string;
}

const mostListed = 200;

/** What is promised in a case, by when, and by whom (C8). */
export async function commit({ deps, actor, caseId }: By, promised: Promised): Promise<{ id: string }> {
  const { db } = deps;
  const { case: c } = await caseWithFacts(db, caseId);
  const { timeZone } = await theCompany(db);
  const dueAt = new Date(instantOf(timeZone, Date.parse(promised.dueOn) / 86_400_000, promised.dueTime));
  if (dueAt <= deps.now()) throw refusal('due-in-past', null, 'dueOn');
  const ownerId = promised.by === 'company' ? (promised.ownerId ?? c.ownerId ?? actor.id) : null;
  await mustWorkHere(db, ownerId);
  const [id, at] = [newId(deps), deps.now()];
  await write(db, (tx) => {
    tx.run(
      db.insert(commitments).values({
        id,
        caseId,
        by: promised.by,
        what: promised.what.trim(),
        ownerId,
        dueAt,
        status: 'open',
        madeBy: actor.id,
        madeAt: at,
      }),
    );
    tell({ deps, actor, caseId }, tx, {
      kind: 'commitment-made',
      customerId: c.customerId,
      data: { commitmentId: id, by: promised.by, staffIds: ownerId ? [ownerId] : [] },
    });
  });
  return { id };
}

async function mustWorkHere(db: Database, ownerId: string | null): Promise<void> {
  if (ownerId === null) return;
  const [colleague] = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.id, ownerId), isNull(staff.leftAt)));
  if (!colleague) throw new DomainError('invalid', 'There is no such colleague.', { ownerId: 'unknown' });
}

/** Says how a commitment ended. */
export async function settle(
  { deps, actor, commitmentId }: Omit<By, 'caseId'> & { commitmentId: string },
  status: Settling,
): Promise<void> {
  const { db } = deps;
  const [found] = await db
    .select({ commitment: commitments, customerId: cases.customerId })
    .from(commitments)
    .innerJoin(cases, eq(cases.id, commitments.caseId))
    .where(eq(commitments.id, commitmentId));
  if (!found) throw new DomainError('not_found', 'There is no such commitment.');
  const decided = settled(found.commitment, status, { settledBy: actor.id, at: deps.now() });
  if ('refused' in decided) throw refusal(decided.refused);
  const { settledBy, settledAt, caseId } = decided.commitment;
  await write(db, (tx) => {
    tx.must(
      db
        .update(commitments)
        .set({ status, settledBy, settledAt })
        .where(and(eq(commitments.id, commitmentId), unsettled)),
      'A colleague has just settled this commitment.',
    );
    tell({ deps, actor, caseId }, tx, {
      kind: `commitment-${status}`,
      customerId: found.customerId,
      data: { commitmentId },
    });
  }).catch((error: unknown) => {
    throw error instanceof GuardError ? refusal('commitment-settled') : error;
  });
}

const unsettled = or(
  eq(commitments.status, 'open'),
  and(eq(commitments.status, 'missed'), isNull(commitments.settledBy)),
);

const sees = alias(staff, 'sees');

/** What was promised in a case, the next due first. */
export async function commitmentsOf(db: Database, caseId: string) {
  const rows = await db
    .select({ commitment: commitments, owner: sees.name })
    .from(commitments)
    .leftJoin(sees, eq(sees.id, commitments.ownerId))
    .where(eq(commitments.caseId, caseId))
    .orderBy(asc(commitments.dueAt), asc(commitments.id))
    .limit(mostListed);
  return rows.map(({ commitment: { id, by, what, dueAt, status, settledAt, ...rest }, owner }) => ({
    id,
    by,
    what,
    dueAt,
    status,
    settledAt,
    owner,
    isUnsettled: isUnsettled({ status, settledBy: rest.settledBy }),
  }));
}

/** Everything a colleague has to see to, the next due first: hers, and what nobody has settled of her cases. */
export async function commitmentsOfColleague(db: Database, staffId: string) {
  const { id, caseId, by, what, dueAt, status } = commitments;
  return db
    .select({ id, caseId, by, what, dueAt, status, customer: customers.name })
    .from(commitments)
    .innerJoin(cases, eq(cases.id, caseId))
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .where(
      and(
        eq(status, 'open'),
        or(eq(commitments.ownerId, staffId), and(isNull(commitments.ownerId), eq(cases.ownerId, staffId))),
      ),
    )
    .orderBy(asc(dueAt), asc(id))
    .limit(50);
}

function tell(
  { deps, actor, caseId }: By,
  tx: Tx,
  { kind, customerId, data }: { kind: EventKind; customerId: string; data: Record<string, unknown> },
): void {
  record(deps.db, tx, { kind, actorId: actor.id, customerId, caseId, at: deps.now(), data });
}
