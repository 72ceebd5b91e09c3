import { and, eq } from 'drizzle-orm';
import { DateTime } from 'luxon';
import { write, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { fulfilmentHook, fulfilments } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import { addBusinessHours } from '#server/company/business-hours.ts';
import { theCompany, type Company } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { kindRules, wayOf } from './grant-kind.ts';
import { isWaitingToBeIssued, type Grant } from './grant.ts';
import { storedGrant } from './grants.ts';
import { issue } from './ledger.ts';
import { book } from './ledger-entries.ts';
import { addVoucher } from './vouchers.ts';

/** Gives what was approved: once, however often and at once it is asked. */
export async function issueGrant(deps: Deps, grantId: string): Promise<void> {
  const approved = await storedGrant(deps, grantId);
  if (!approved || !isWaitingToBeIssued[approved.status]) return;
  const facts = await issuingFacts(deps, approved);
  const at = deps.now();
  const grant = { ...approved, validUntil: approved.validUntil ?? lastMoment(approved, facts.company, at) };
  await write(deps.db, (tx) => {
    const isApproved = and(eq(grants.id, grantId), eq(grants.status, 'approved'));
    tx.must(
      deps.db
        .update(grants)
        .set({ status: 'issued', issuedAt: at, validUntil: grant.validUntil })
        .where(isApproved),
      'This grant was issued or withdrawn a moment ago.',
    );
    const booking = issue(grant);
    if (booking) book(deps, tx, booking);
    if (kindRules[grant.kind].books === 'voucher') addVoucher(deps, tx, grant);
    fulfil(deps, tx, grant, facts);
    const { customerId, caseId, role, kind, amountMinor, currency } = grant;
    const data = { grantId, role, kind, amountMinor, currency };
    record(deps.db, tx, { kind: 'grant-issued', customerId, caseId, at, data });
    if (isToldByMail(grant)) enqueue(deps, tx, { kind: 'compensation-mail', payload: { grantId } });
  });
}

/** A small thank-you is told on the page where she answered; one with a code needs a mail. */
const isToldByMail = ({ role, kind }: Grant): boolean =>
  role === 'compensation' ? kindRules[kind].isMailed : kindRules[kind].books === 'voucher';

interface IssuingFacts {
  company: Company;
  hasHook: boolean;
  hasEmail: boolean;
  ownerId: string | null;
}

async function issuingFacts({ db }: Deps, { customerId, caseId }: Grant): Promise<IssuingFacts> {
  const [company, [hook], [customer], [recoveryCase]] = await Promise.all([
    theCompany(db),
    db.select({ id: fulfilmentHook.id }).from(fulfilmentHook),
    db.select({ email: customers.email }).from(customers).where(eq(customers.id, customerId)),
    db
      .select({ ownerId: cases.ownerId })
      .from(cases)
      .where(eq(cases.id, caseId ?? '')),
  ]);
  return {
    company,
    hasHook: hook !== undefined,
    hasEmail: Boolean(customer?.email),
    ownerId: recoveryCase?.ownerId ?? null,
  };
}

/** The end of the last day on which it may be used, in the company's zone. */
function lastMoment({ details }: Grant, { timeZone }: Company, at: Date): Date | null {
  const days = Number(details.validDays);
  if (!Number.isSafeInteger(days) || days <= 0) return null;
  return DateTime.fromJSDate(at, { zone: timeZone }).plus({ days }).endOf('day').toJSDate();
}

function fulfil(deps: Deps, tx: Tx, grant: Grant, { company, ownerId, ...facts }: IssuingFacts): void {
  const way = wayOf(grant.kind, facts);
  if (way === null) return;
  const id = newId(deps);
  const createdAt = deps.now();
  const dueAt = addBusinessHours(company, createdAt, company.resolutionHours);
  tx.run(
    deps.db
      .insert(fulfilments)
      .values({ id, grantId: grant.id, way, state: 'waiting', assigneeId: ownerId, dueAt, createdAt }),
  );
  if (way === 'webhook') enqueue(deps, tx, { kind: 'tell-grant', payload: { fulfilmentId: id } });
}
