import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { assignmentRulesOf, colleaguesWithLoad } from '#server/listen/assignment-rules.ts';
import { assignedTo, isPersonal, type Complaint } from '#server/listen/case-owner.ts';
import { assign, type By } from './cases.ts';

/** Gives every unresolved case of a colleague to whom it would go if it were new and she not here. */
export async function handOver(
  by: Omit<By, 'caseId'>,
  staffId: string,
): Promise<{ given: number; kept: number }> {
  const { deps } = by;
  const [person] = await deps.db.select().from(staff).where(eq(staff.id, staffId));
  if (!person) throw new DomainError('not_found', 'Nobody here has this id.');
  const rules = await assignmentRulesOf(deps);
  const others = (await colleaguesWithLoad(deps)).filter(({ id }) => id !== staffId);
  let given = 0;
  const hers = await casesOf(deps, staffId);
  for (const { caseId, complaint } of hers) {
    const { ownerId } = assignedTo(others, complaint, rules);
    if (ownerId === null || !(await isGiven({ ...by, caseId }, ownerId))) continue;
    given += 1;
    for (const one of others) if (one.id === ownerId) one.load += complaint.severity;
  }
  return { given, kept: hers.length - given };
}

/** Whether it was hers to give still: a colleague may have taken or resolved it meanwhile. */
async function isGiven(by: By, ownerId: string): Promise<boolean> {
  try {
    await assign(by, ownerId);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

async function casesOf(deps: Deps, staffId: string): Promise<{ caseId: string; complaint: Complaint }[]> {
  const { db } = deps;
  const rows = await db
    .select({ case: cases, accountManager: customers.accountManager })
    .from(cases)
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .where(and(eq(cases.ownerId, staffId), inArray(cases.status, ['open', 'contacted'])));
  const owners = await ownersOf(db, [...new Set(rows.map(({ case: c }) => c.customerId))]);
  return rows.map(({ case: c, accountManager }) => ({
    caseId: c.id,
    complaint: {
      locale: c.locale,
      accountManager,
      isAboutService: c.category === 'service',
      isAboutPerson: c.category !== null && isPersonal([{ category: c.category, detail: c.detail }]),
      category: c.category,
      department: c.department,
      tier: c.tier,
      severity: c.severity,
      ownerOfOpenCase: null,
      earlierOwners: owners.get(c.customerId) ?? [],
      at: deps.now(),
    },
  }));
}

async function ownersOf(db: Database, customerIds: string[]): Promise<Map<string, string[]>> {
  const owners = new Map<string, string[]>();
  for (let at = 0; at < customerIds.length; at += 500) {
    const rows = await db
      .selectDistinct({ customerId: cases.customerId, ownerId: cases.ownerId })
      .from(cases)
      .where(inArray(cases.customerId, customerIds.slice(at, at + 500)));
    for (const { customerId, ownerId } of rows)
      owners.set(customerId, [...(owners.get(customerId) ?? []), ...(ownerId ? [ownerId] : [])]);
  }
  return owners;
}
