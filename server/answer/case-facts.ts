import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { customers } from '#db/schema/customers.ts';
import { events } from '#db/schema/events.ts';
import { staff } from '#db/schema/staff.ts';
import { DomainError } from '#server/errors.ts';
import type { EventKind } from '#server/events/events.ts';
import type { Case, CaseFacts } from './case.ts';

/** A case with what its rules need to know, as it stands now. */
export async function caseWithFacts(db: Database, caseId: string): Promise<{ case: Case; facts: CaseFacts }> {
  const [row] = await db
    .select({ case: cases, accountManager: customers.accountManager, customerStatus: customers.status })
    .from(cases)
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .where(eq(cases.id, caseId));
  if (!row) throw new DomainError('not_found', 'There is no such case.');
  const offers = await db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.caseId, caseId), eq(grants.status, 'proposed')))
    .limit(1);
  const { accountManager, customerStatus } = row;
  return { case: row.case, facts: { accountManager, customerStatus, hasUndecidedOffer: offers.length > 0 } };
}

/** Who did something to the case last, to be told to whoever came second. */
export async function whoDid(db: Database, caseId: string, kind: EventKind): Promise<string | null> {
  const [row] = await db
    .select({ name: staff.name })
    .from(events)
    .innerJoin(staff, eq(staff.id, events.actorId))
    .where(and(eq(events.caseId, caseId), eq(events.kind, kind)))
    .orderBy(desc(events.id))
    .limit(1);
  return row?.name ?? null;
}
