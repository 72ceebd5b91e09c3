import { and, desc, eq, inArray } from 'drizzle-orm';
import { nearestLanguage } from '#client/locales/languages.ts';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grantDecisions, grants } from '#db/schema/grants.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { callbackRequests, responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { theCodebook } from '#server/company/codebooks.ts';
import { theCompany } from '#server/company/company.ts';
import { DomainError } from '#server/errors.ts';
import { ourWrongLabel } from './letters/letter.ts';

/** Everybody a mail about the case is from, to or about, and the language the customer answered in. */
export async function partiesOf(db: Database, caseId: string) {
  const [row] = await db
    .select({ case: cases, customer: customers, response: responses, callback: callbackRequests })
    .from(cases)
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .innerJoin(responses, eq(responses.id, cases.responseId))
    .leftJoin(callbackRequests, eq(callbackRequests.responseId, responses.id))
    .where(eq(cases.id, caseId));
  if (!row) throw new DomainError('not_found', 'There is no such case.');
  const [company, codebook] = await Promise.all([theCompany(db), theCodebook(db)]);
  const locale = nearestLanguage(row.response.locale ?? row.customer.locale ?? company.locale);
  return { ...row, company, codebook, locale, wrong: ourWrongLabel(codebook, row.case, locale) };
}

/** The case's owner signs; without one, whoever approved. */
export async function whoAnswersFor(db: Database, caseId: string, grantId: string) {
  const person = { name: staff.name, email: staff.email };
  const [owner] = await db
    .select(person)
    .from(cases)
    .innerJoin(staff, eq(staff.id, cases.ownerId))
    .where(eq(cases.id, caseId));
  if (owner) return owner;
  const [approver] = await db
    .select(person)
    .from(grantDecisions)
    .innerJoin(staff, eq(staff.id, grantDecisions.staffId))
    .where(eq(grantDecisions.grantId, grantId));
  return approver ?? null;
}

/** What the letter may call credit on the account; a voucher has a mail of its own. */
export async function givenFor(db: Database, caseId: string) {
  const [grant] = await db
    .select({ amountMinor: grants.amountMinor, currency: grants.currency })
    .from(grants)
    .where(
      and(
        eq(grants.caseId, caseId),
        eq(grants.role, 'compensation'),
        eq(grants.kind, 'account-credit'),
        inArray(grants.status, ['approved', 'issued', 'redeemed']),
      ),
    )
    .orderBy(desc(grants.proposedAt))
    .limit(1);
  return grant ?? null;
}

export async function orderNumber(db: Database, orderId: string | null): Promise<string | null> {
  if (!orderId) return null;
  const [order] = await db.select({ number: orders.externalId }).from(orders).where(eq(orders.id, orderId));
  return order?.number ?? null;
}
