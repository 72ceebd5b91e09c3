import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '#db/client.ts';
import { npsBand } from '#surveys/nps.ts';
import { dayIn, monthIn } from '#server/company/calendar-day.ts';
import { monthsBetween } from '#server/listen/policy.ts';
import type { PastAnswer, PastGrant, Settlement } from './past-answer.ts';
import { factsThen, givenThen, type AskedAnswer, type GivenThen, type KnownThen } from './past-facts.ts';
import { saidIn, type SaidThen } from './said.ts';
import { storedAnswers, type StoredAnswer } from './stored-answers.ts';

/** What no bad answer said counts in the runs of a place, and is not decided. */
export type Passed =
  { decides: PastAnswer } | { notices: Pick<PastAnswer, 'fromAddress' | 'fromDevice' | 'at'> };

/** The longest run a policy may ask about. */
const longestRunMs = 720 * 3_600_000;

/** A case tells why of the answer that opened it last. */
const notKept = 'no-compensation-not-kept';

export interface Span {
  since: Date;
  timeZone: string;
}

/** Bad answers of named programs since then in the order of time, some at a time, and what a run before them may need. */
export async function* pastAnswers(db: Database, { since, timeZone }: Span): AsyncGenerator<Passed[]> {
  const met = new Map<string, Date | null>();
  for await (const page of storedAnswers(db, new Date(since.getTime() - longestRunMs))) {
    const decided = page
      .map((one) => ({ ...one, said: saidIn(one.response) }))
      .filter(
        ({ at, said, response }) =>
          at >= since && response.programId !== null && (said.isBad || response.isProposed),
      );
    const asked = decided.map((one) => askedOf(one, timeZone, met));
    const facts = await factsThen(db, asked, since);
    await nextTurn();
    const given = await givenThen(db, asked, { facts, since });
    await nextTurn();
    const pasts = new Map(
      decided.map((one, place) => {
        const known = facts[place];
        const { customerId } = one.response;
        if (known?.twin.givenAt) met.set(customerId, new Date(known.twin.givenAt));
        const twinGivenAt = met.get(customerId) ?? null;
        const then = { known, given: given[place] ?? [], timeZone, since, twinGivenAt };
        return [one.response.id, pastAnswer(one, then)];
      }),
    );
    yield page.map(({ at, response, case: { fromAddress, fromDevice } }) => {
      const decides = pasts.get(response.id);
      return decides ? { decides } : { notices: { at, fromAddress, fromDevice } };
    });
  }
}

function askedOf(
  { at, response, case: { id: caseId } }: StoredAnswer,
  timeZone: string,
  met: Map<string, Date | null>,
): AskedAnswer {
  const { id, customerId, orderId } = response;
  const isHerFirst = !met.has(customerId);
  if (isHerFirst) met.set(customerId, null);
  const answeredOn = dayIn(timeZone, response.answeredAt);
  return { id, caseId, customerId, at, isHerFirst, answeredOn, orderId };
}

interface Then {
  known: KnownThen | undefined;
  given: GivenThen[];
  timeZone: string;
  since: Date;
  twinGivenAt: Date | null;
}

function pastAnswer(
  { at, said: { measure, score, wrong }, case: of, response, customer }: StoredAnswer & { said: SaidThen },
  { known, given, timeZone, since, twinGivenAt }: Then,
): PastAnswer {
  const { id, customerId, tier, department } = response;
  const { fromAddress, fromDevice } = of;
  const bestNps = known?.her.bestNps ?? null;
  const firstOrderOn = known?.her.firstOrderOn ?? null;
  const proposed = given.find((grant) => grant.responseId === id && grant.proposedBy === null);
  const others = given.filter((grant) => grant.proposedBy !== null || grant.proposedAt < since);
  const order = known?.order.id ? known.order : null;
  return {
    id,
    caseId: of.id,
    customerId,
    customerName: customer.name,
    at,
    month: monthIn(timeZone, at),
    programId: response.programId ?? '',
    measure,
    score,
    wrong,
    tier,
    department,
    order: order ? { ...order, wasAskedAbout: response.orderId !== null } : null,
    tenureMonths: firstOrderOn === null ? null : monthsBetween(firstOrderOn, at.toISOString().slice(0, 10)),
    earlierCases: known?.her.earlierCases ?? 0,
    isPromoter: bestNps !== null && npsBand(bestNps) === 'promoter',
    fromAddress,
    fromDevice,
    contacts: [
      customer.email && `mail ${customer.email}`,
      customer.phone && `call ${customer.phone}`,
    ].flatMap((contact) => contact || []),
    twinGivenAt,
    proposed: proposed ? pastGrant(proposed, timeZone) : null,
    others: others.map((grant) => pastGrant(grant, timeZone)),
    refusal: proposed ? null : of.toldOf === id ? of.refusal : notKept,
  };
}

function pastGrant(grant: GivenThen, timeZone: string): PastGrant {
  const { id, customerId, orderId, wrong, kind, currency, pointsWorthMinor, proposedAt } = grant;
  const { programId, policyId } = grant;
  return {
    id,
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

function settlementOf(grant: GivenThen): Settlement | null {
  const { status, decidedAt, reversedAt, amountMinor, proposedMinor } = grant;
  // A proposal nobody decided, or what was issued and not used.
  const expiredAt = grant.issuedAt ? grant.validUntil : grant.expiresAt;
  const ended = { declined: decidedAt, expired: expiredAt, reversed: reversedAt };
  if (status in ended) {
    const at = ended[status as keyof typeof ended];
    return { at: at ?? decidedAt ?? grant.proposedAt, leftMinor: 0, spentMinor: grant.spentMinor };
  }
  const isChanged = proposedMinor !== null && proposedMinor !== amountMinor;
  return decidedAt && isChanged ? { at: decidedAt, leftMinor: amountMinor, spentMinor: 0 } : null;
}
