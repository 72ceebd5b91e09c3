import { eq } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { updateRows } from '#db/row-statements.ts';
import { cases } from '#db/schema/cases.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import type { PutRight, ResolvedCase } from './reopening.ts';

/** A case whose customer is asked whether it was put right. */
export type CaseAskedAfter = Pick<ResolvedCase, 'id' | 'ownerId' | 'category' | 'severity' | 'reopenings'> & {
  status: 'open' | 'contacted' | 'resolved';
};

export async function caseForFollowUp(db: Database, caseId: string): Promise<CaseAskedAfter | null> {
  const { id, ownerId, category, severity, reopenings, status } = cases;
  const [found] = await db
    .select({ id, ownerId, category, severity, reopenings, status })
    .from(cases)
    .where(eq(cases.id, caseId));
  return found ?? null;
}

/** Keeps what the customer said of the case. */
export function keepFollowUp(
  { db }: Pick<Deps, 'db'>,
  tx: Tx,
  said: { caseId: string; customerId: string; responseId: string; putRight: PutRight; at: Date },
): void {
  const { caseId, customerId, responseId, putRight, at } = said;
  tx.run(updateRows(db, cases, { set: { followUp: putRight, followedUpAt: at }, where: { id: caseId } }));
  record(db, tx, { kind: 'case-followed-up', at, customerId, caseId, data: { putRight, responseId } });
}
