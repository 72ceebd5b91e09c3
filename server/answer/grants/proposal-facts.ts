import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { responses } from '#db/schema/responses.ts';
import { dayIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { givenOtherwise } from './given-for-order.ts';
import { approvalLimits } from './policy-limits.ts';

/** What a proposal by hand is decided on: the case, the order that went wrong, what that was given, and what the policy says. */
export async function proposalFacts(
  { db }: Deps,
  { caseId, grantId, orderId }: { caseId: string; grantId: string; orderId: string | undefined },
) {
  const [row] = await db
    .select({ case: cases, accountManager: customers.accountManager, response: responses })
    .from(cases)
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .innerJoin(responses, eq(responses.id, cases.responseId))
    .where(eq(cases.id, caseId));
  if (!row) throw new DomainError('not_found', 'There is no such case.');
  const [company, limits] = await Promise.all([theCompany(db), approvalLimits(db)]);
  const order = orderId
    ? await orderOf(db, row.case.customerId, orderId)
    : await wrongedOrder(db, row, dayIn(company.timeZone, row.response.answeredAt ?? row.case.openedAt));
  const given = givenOtherwise(db, { id: grantId, orderId: order?.id ?? null }, limits.points);
  const givenMinor = (await given)[0]?.givenMinor ?? 0;
  const isUnmoved = sql`(${given}) = ${givenMinor}`;
  return {
    ...row,
    company,
    currency: company.currency,
    limits,
    order: order && { ...order, givenMinor },
    isUnmoved,
  };
}

export type Facts = Awaited<ReturnType<typeof proposalFacts>>;

async function orderOf(db: Database, customerId: string, orderId: string) {
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.customerId, customerId), eq(orders.kind, 'order')));
  if (!order)
    throw new DomainError('invalid', 'This customer has no such order.', { orderId: 'not of this customer' });
  return order;
}

/** The order the answer was about, else what the policy reckoned on, else the last one before the answer. */
async function wrongedOrder(
  db: Database,
  { case: c, response }: { case: { id: string; customerId: string }; response: { orderId: string | null } },
  answeredOn: string,
) {
  const [proposal] = await db
    .select({ orderId: grants.orderId })
    .from(grants)
    .where(and(eq(grants.caseId, c.id), sql`${grants.orderId} IS NOT NULL`))
    .limit(1);
  const known = response.orderId ?? proposal?.orderId;
  if (known) return orderOf(db, c.customerId, known);
  const [last] = await db
    .select()
    .from(orders)
    .where(
      and(eq(orders.customerId, c.customerId), eq(orders.kind, 'order'), lte(orders.orderedOn, answeredOn)),
    )
    .orderBy(desc(orders.orderedOn), desc(orders.id))
    .limit(1);
  return last ?? null;
}
