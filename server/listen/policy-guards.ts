import type { PolicyDocument, PolicyGuards } from '#db/schema/policy-parts.ts';
import { lookBackMonths, type GivenCompensation, type WrongedOrder } from './compensation-policy.ts';
import { fact, type Fact } from './fact.ts';
import { cutTo, worthIn, type Gift } from './policy-gift.ts';

/** What the guards look at beside the gift: all that was given before, used and answered. */
export interface Standing {
  given: GivenCompensation[];
  /** What had been spent of compensation for the order that stands no more, in the order's currency. */
  spentOfEndedMinor: number;
  /** What this month's compensation comes to already, in the company's currency. */
  usedMinor: { company: number; program: number };
  /** When bad answers came from the same address and the same device, newest first. */
  run: { address: Date[]; device: Date[] };
  /** When another customer with the same e-mail address or number was compensated last. */
  twinGivenAt: Date | null;
  now: Date;
  /** `YYYY-MM` in the company's zone. */
  month: string;
}

export interface Guarded {
  document: PolicyDocument;
  standing: Standing;
  gift: Gift;
  order: WrongedOrder | null;
  programId: string;
  /** The company's. */
  currency: string;
}

/** What a guard leaves of a gift: all or less of it, with what it did to it, or nothing. */
type Passed = { gift: Gift; did: Fact[] } | { refuse: Fact };

/** Each guard in turn, on what the one before it left. What costs nothing passes them all. */
export function guarded(situation: Guarded): Passed {
  let passed = { gift: situation.gift, did: [] as Fact[] };
  if (passed.gift.worthMinor === 0) return passed;
  for (const guard of [withinOrder, afterCooldown, withinCustomerCap, withinBudget]) {
    const next = guard({ ...situation, gift: passed.gift });
    if ('refuse' in next) return next;
    passed = { gift: next.gift, did: [...passed.did, ...next.did] };
  }
  return passed;
}

/** Design rule 3: all that is given for one order together stays within its cap. */
function withinOrder({ document: { guards, points }, standing, gift, order, currency }: Guarded): Passed {
  if (!order) return { refuse: fact('no-compensation-no-order') };
  if (order.currency !== gift.worthCurrency)
    return { refuse: fact('no-compensation-other-currency', { order: order.externalId }) };
  const forOrder = standing.given.filter(({ orderId }) => orderId === order.id);
  const percent = guards.capPercentOfOrder;
  const givenMinor = worthOf(forOrder, order.currency, currency) + standing.spentOfEndedMinor;
  const left = Math.floor((order.amountMinor * percent) / 100) - givenMinor;
  if (left <= 0) return { refuse: fact('no-compensation-cap-reached', { order: order.externalId }) };
  return cut(gift, { left, points, did: fact('cut-to-cap', { percent }) });
}

function afterCooldown({ document: { guards }, standing, gift }: Guarded): Passed {
  const days = guards.cooldownDays;
  const since = new Date(standing.now.getTime() - days * 86_400_000);
  const lately = standing.given.find(({ isHers, proposedAt }) => isHers && proposedAt > since);
  return days > 0 && lately ? { refuse: fact('no-compensation-cooldown', { days }) } : { gift, did: [] };
}

function withinCustomerCap({ document, standing, gift, currency }: Guarded): Passed {
  const cap = document.guards.capPerCustomer;
  if (!cap || gift.worthCurrency !== currency) return { gift, did: [] };
  const since = monthsBefore(standing.now, cap.months);
  const hers = standing.given.filter(({ isHers, proposedAt }) => isHers && proposedAt >= since);
  const left = cap.amountMinor - worthOf(hers, currency, currency);
  const facts = { amountMinor: cap.amountMinor, currency, months: cap.months };
  if (left <= 0) return { refuse: fact('no-compensation-customer-cap', facts) };
  return cut(gift, { left, points: document.points, did: fact('cut-to-customer-cap', facts) });
}

/** Over the budget nothing is proposed: half an amends would be settled by what others were given. */
function withinBudget({ document: { guards }, standing, gift, programId, currency }: Guarded): Passed {
  if (gift.worthCurrency !== currency) return { gift, did: [] };
  const { company, program } = budgetsOf(guards, programId);
  const { usedMinor, month } = standing;
  if (company !== null && usedMinor.company + gift.worthMinor > company)
    return { refuse: fact('no-compensation-budget', { amountMinor: company, currency, month }) };
  if (program !== null && usedMinor.program + gift.worthMinor > program)
    return { refuse: fact('no-compensation-program-budget', { amountMinor: program, currency, month }) };
  return { gift, did: [] };
}

export interface Budgets {
  company: number | null;
  program: number | null;
}

export function budgetsOf(guards: PolicyGuards, programId: string): Budgets {
  return {
    company: guards.budgetPerMonthMinor,
    program: guards.budgetPerProgramMinor[programId] ?? null,
  };
}

/** Why a person has to look at a gift before it can be given at all. */
export function heldBecause({ document: { guards }, standing, gift, currency }: Guarded): Fact[] {
  if (gift.worthMinor === 0) return [];
  return [
    ...runFacts(guards, standing),
    ...twinFacts(guards, standing),
    ...(gift.worthCurrency === currency || !hasBounds(guards) ? [] : [fact('held-other-currency')]),
  ];
}

function runFacts({ run: guard }: PolicyGuards, { run, now }: Standing): Fact[] {
  if (!guard) return [];
  const { answers, hours } = guard;
  const since = new Date(now.getTime() - hours * 3_600_000);
  const isRun = (times: Date[]) => times.filter((at) => at >= since).length >= answers;
  return [
    ...(isRun(run.address) ? [fact('held-run-address', { count: answers, hours })] : []),
    ...(isRun(run.device) ? [fact('held-run-device', { count: answers, hours })] : []),
  ];
}

function twinFacts(guards: PolicyGuards, { twinGivenAt, now }: Standing): Fact[] {
  const since = twinsCountSince(guards, now);
  const isHeld = since !== null && twinGivenAt !== null && twinGivenAt >= since;
  return isHeld ? [fact('held-duplicate', { months: twinMonths(guards) })] : [];
}

/** From when on what a customer under the same address was given holds a gift; null where it does not matter. */
export const twinsCountSince = (guards: PolicyGuards, now: Date): Date | null =>
  guards.holdsDuplicates ? monthsBefore(now, twinMonths(guards)) : null;

const twinMonths = ({ capPerCustomer }: PolicyGuards): number => capPerCustomer?.months ?? lookBackMonths;

const hasBounds = (guards: PolicyGuards): boolean =>
  guards.budgetPerMonthMinor !== null ||
  guards.capPerCustomer !== null ||
  Object.keys(guards.budgetPerProgramMinor).length > 0;

function cut(
  gift: Gift,
  { left, points, did }: { left: number; points: PolicyDocument['points']; did: Fact },
): Passed {
  const next = cutTo(gift, left, points);
  return next === gift ? { gift, did: [] } : { gift: next, did: [did] };
}

function worthOf(given: GivenCompensation[], currency: string, companyCurrency: string): number {
  return given.reduce((sum, one) => sum + worthIn(one, currency, companyCurrency), 0);
}

/** The same instant so many months earlier; where that month has no such day, the days left run into the next. */
export function monthsBefore(at: Date, months: number): Date {
  const since = new Date(at);
  since.setUTCMonth(since.getUTCMonth() - months);
  return since;
}
