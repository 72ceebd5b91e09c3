import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '#db/client.ts';
import { npsBand } from '#surveys/nps.ts';
import { dayIn, monthIn } from '#server/company/calendar-day.ts';
import { monthsBetween } from '#server/listen/policy.ts';
import type { PastCase, PastGrant, Settlement } from './past-case.ts';
import { storedCases, type StoredCase } from './past-cases.ts';
import { factsThen, givenThen, type AskedCase, type GivenThen, type KnownThen } from './past-facts.ts';

/** A case that no bad answer opened counts in the runs of a place, and is not decided. */
export type Passed =
  { decides: PastCase } | { notices: Pick<PastCase, 'fromAddress' | 'fromDevice' | 'openedAt'> };

/** The longest run a policy may ask about. */
const longestRunMs = 720 * 3_600_000;

export interface Span {
  since: Date;
  timeZone: string;
}

/** Bad answers of named programs since then in the order of time, some at a time, and what a run before them may need. */
export async function* pastAnswers(db: Database, { since, timeZone }: Span): AsyncGenerator<Passed[]> {
  const met = new Map<string, Date | null>();
  for await (const page of storedCases(db, new Date(since.getTime() - longestRunMs))) {
    page.sort((a, b) => a.case.openedAt.getTime() - b.case.openedAt.getTime());
    const decided = page.filter(
      ({ case: one, response }) =>
        one.openedAt >= since && response.programId !== null && one.first !== 'asked-for-call',
    );
    const asked = decided.map((one) => askedOf(one, timeZone, met));
    const facts = await factsThen(db, asked, since);
    await nextTurn();
    const given = await givenThen(db, asked, { facts, since });
    await nextTurn();
    const pasts = new Map(
      decided.map((one, place) => {
        const known = facts[place];
        const { customerId } = one.case;
        if (known?.twin.givenAt) met.set(customerId, new Date(known.twin.givenAt));
        const twinGivenAt = met.get(customerId) ?? null;
        return [one, pastCase(one, { known, given: given[place] ?? [], timeZone, twinGivenAt })];
      }),
    );
    yield page.map((one) => {
      const decides = pasts.get(one);
      return decides ? { decides } : { notices: one.case };
    });
  }
}

function askedOf(
  { case: one, response }: StoredCase,
  timeZone: string,
  met: Map<string, Date | null>,
): AskedCase {
  const { id, customerId, responseId, openedAt } = one;
  const isHerFirst = !met.has(customerId);
  if (isHerFirst) met.set(customerId, null);
  const answeredOn = dayIn(timeZone, response.answeredAt);
  return { id, customerId, responseId, openedAt, isHerFirst, answeredOn, orderId: response.orderId };
}

interface Then {
  known: KnownThen | undefined;
  given: GivenThen[];
  timeZone: string;
  twinGivenAt: Date | null;
}

function pastCase(
  { case: one, response, customer }: StoredCase,
  { known, given, timeZone, twinGivenAt }: Then,
): PastCase {
  const { id, customerId, openedAt, measure, score, category, detail, fromAddress, fromDevice } = one;
  const bestNps = known?.her.bestNps ?? null;
  const firstOrderOn = known?.her.firstOrderOn ?? null;
  const grants = given.map((grant) => pastGrant(grant, timeZone));
  const proposed = grants.find((grant) => grant.caseId === id && !grant.isByHand) ?? null;
  const order = known?.order.id ? known.order : null;
  return {
    id,
    customerId,
    customerName: customer.name,
    openedAt,
    month: monthIn(timeZone, openedAt),
    programId: response.programId ?? '',
    measure,
    score,
    wrong: category ? { category, detail } : null,
    tier: response.tier,
    department: response.department,
    order: order ? { ...order, wasAskedAbout: response.orderId !== null } : null,
    tenureMonths:
      firstOrderOn === null ? null : monthsBetween(firstOrderOn, openedAt.toISOString().slice(0, 10)),
    earlierCases: known?.her.earlierCases ?? 0,
    isPromoter: bestNps !== null && npsBand(bestNps) === 'promoter',
    fromAddress,
    fromDevice,
    contacts: [
      customer.email && `mail ${customer.email}`,
      customer.phone && `call ${customer.phone}`,
    ].flatMap((contact) => contact || []),
    twinGivenAt,
    proposed,
    others: grants.filter((grant) => grant !== proposed),
    refusal: proposed ? null : one.refusal,
  };
}

function pastGrant(grant: GivenThen, timeZone: string): PastGrant & { caseId: string | null } {
  const { id, caseId, customerId, orderId, wrong, kind, currency, pointsWorthMinor, proposedAt } = grant;
  const { programId, policyId } = grant;
  return {
    id,
    caseId,
    customerId,
    orderId,
    wrong,
    kind,
    currency,
    pointsWorthMinor,
    proposedAt,
    programId,
    policyId,
    amountMinor: grant.proposedMinor ?? grant.amountMinor,
    month: monthIn(timeZone, proposedAt),
    isHeld: grant.isHeld === 1,
    isByHand: grant.proposedBy !== null,
    settled: settlementOf(grant),
  };
}

function settlementOf({ status, decidedAt, expiresAt, reversedAt, ...grant }: GivenThen): Settlement | null {
  const ended = { declined: decidedAt, expired: expiresAt, reversed: reversedAt };
  if (status in ended) {
    const at = ended[status as keyof typeof ended];
    return { at: at ?? decidedAt ?? grant.proposedAt, leftMinor: 0 };
  }
  const isChanged = grant.proposedMinor !== null && grant.proposedMinor !== grant.amountMinor;
  return decidedAt && isChanged ? { at: decidedAt, leftMinor: grant.amountMinor } : null;
}
