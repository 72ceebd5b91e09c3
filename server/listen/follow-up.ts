import { npsBand } from '#surveys/nps.ts';
import { reasonText, type Reason } from '#surveys/reasons.ts';
import type { BusinessCalendar } from '../company/business-hours.ts';
import type { AssignmentRule, Colleague } from './case-owner.ts';
import { caseFor, type CasePlan } from './case-plan.ts';
import type { Compensation, WrongedOrder } from './compensation-policy.ts';
import { fact, type Fact } from './fact.ts';
import type { CaseAskedAfter } from './asked-after.ts';
import type { PutRight, ResolvedCase } from './reopening.ts';
import { policyFacts } from './policy-facts.ts';
import { decideCompensation, type ActivePolicy } from './policy-decision.ts';
import type { Standing } from './policy-guards.ts';
import type { WrittenIf } from './policy-proposal.ts';

export interface Answered {
  nps: number | null;
  csat: number | null;
  /** The answer to "delivered on time?", where it was asked. */
  wasOnTime: boolean | null;
  /** In the order stated. */
  reasons: Reason[];
  locale: string | null;
  answeredAt: Date;
}

/** What an answer says, whenever it says it. */
export type Said = Pick<Answered, 'nps' | 'csat' | 'wasOnTime' | 'reasons'>;

export interface AnsweringCustomer {
  status: 'active' | 'left' | 'deceased' | 'barred' | 'anonymised';
  tier: 'gold' | 'silver' | 'copper' | null;
  accountManager: string | null;
  department: string | null;
}

export interface Policies {
  calendar: BusinessCalendar;
  firstContactHours: number;
  firstContactHoursGold: number;
  resolutionHours: number;
  /** A bad answer so soon after a case was resolved opens it again. */
  reopensWithinDays: number;
  /** Which program's budget a compensation is of, and the currency that bounds are said in. */
  programId: string;
  currency: string;
  /** What everyone who answers is given (A2), in the currency given. */
  reward: { kind: RewardPlan['kind']; amountMinor: number; currency: string } | null;
}

export interface History {
  order: WrongedOrder | null;
  /** The policy in force; null where it is switched off. */
  policy: ActivePolicy | null;
  /** What the guards of the policy look at. */
  standing: Omit<Standing, 'now'>;
  firstOrderOn: string | null;
  /** In the twelve months before. */
  earlierCases: number;
  bestNps: number | null;
  /** Unresolved cases of this customer, newest first. */
  openCases: { ownerId: string | null }[];
  resolvedCases: ResolvedCase[];
  /** Which of them are out of sight. */
  snoozedCases: string[];
  /** Whoever has owned a case of this customer. */
  earlierOwners: string[];
  colleagues: Colleague[];
  assignmentRules: AssignmentRule[];
}

const highestBadCsat = 2;

export const noHistory: History = {
  order: null,
  policy: null,
  standing: {
    given: [],
    spentOfEndedMinor: 0,
    usedMinor: { company: 0, program: 0 },
    run: { address: [], device: [] },
    twinGivenAt: null,
    month: '',
  },
  firstOrderOn: null,
  earlierCases: 0,
  bestNps: null,
  openCases: [],
  resolvedCases: [],
  snoozedCases: [],
  earlierOwners: [],
  colleagues: [],
  assignmentRules: [],
};

/** A case the customer was asked after, and what she says of it. */
export interface AskedAfter {
  case: CaseAskedAfter;
  putRight: PutRight;
}

export interface RewardPlan {
  kind: 'account-credit' | 'points';
  amountMinor: number;
  currency: string;
  rule: string;
  why: Fact[];
}

export interface FollowUp {
  case: CasePlan | null;
  reward: RewardPlan | null;
  compensation: (Compensation & { writtenIf: WrittenIf }) | null;
  why: Fact[];
  askedAfter?: AskedAfter | null;
}

export interface Situation {
  response: Answered;
  customer: AnsweringCustomer;
  policies: Policies;
  history: History;
  askedAfter?: AskedAfter | null;
  /** From 0 to below 1, the same for the same customer at all times. */
  draw?: number;
}

/**
 * What a response causes. A bad score, or a service wrong named whatever the score, opens a case: one for each
 * response, because each names its own wrong and starts its own clock; one person keeps them all.
 */
export function followUp(situation: Situation): FollowUp {
  const { response, customer, policies } = situation;
  if (mayNotBeContacted(customer))
    return {
      case: null,
      reward: null,
      compensation: null,
      why: [fact('no-contact', { status: customer.status })],
    };
  const reward = rewardFor(policies);
  if (situation.askedAfter) return followUpOnCase(situation, situation.askedAfter, reward);
  const why = whyBad(response);
  if (why.length === 0) return { case: null, reward, compensation: null, why };
  const decision = compensationDecision(situation);
  const told = 'refuse' in decision ? decision.refuse : decision.did;
  const plan = caseFor(situation, {
    wrongs: wrongsOf(response),
    why: [...why, ...alreadyOpen(situation), ...told],
  });
  const opened = decision.arm ? { arm: decision.arm, ...plan } : plan;
  const compensation = 'give' in decision ? { writtenIf: decision.writtenIf, ...decision.give } : null;
  return { case: opened, reward, compensation, why: opened.why };
}

/** Asked whether it was put right, "no" and "partly" open that case again, and nothing opens another. */
function followUpOnCase(situation: Situation, askedAfter: AskedAfter, reward: RewardPlan | null): FollowUp {
  const { case: c, putRight } = askedAfter;
  const nothing = { case: null, reward, compensation: null, why: [], askedAfter };
  if (putRight === 'put-right' || c.status !== 'resolved') return nothing;
  const history = { ...situation.history, openCases: [{ ownerId: c.ownerId }] };
  const plan = caseFor(
    { ...situation, history },
    { wrongs: wrongsOf(situation.response), why: [fact(putRight)] },
  );
  // Whoever looked after it knows what is still missing, unless she is here no more.
  const stays = history.colleagues.some(({ id }) => id === c.ownerId);
  return {
    ...nothing,
    case: {
      ...plan,
      ownerId: stays ? c.ownerId : plan.ownerId,
      category: c.category,
      reopens: c,
      isAskedAfter: true,
    },
    why: plan.why,
  };
}

/** What a customer's wish to be called causes where her answer has no case: one of its own, unless nobody may call. */
export function caseForCall(situation: Situation): CasePlan | null {
  if (mayNotBeContacted(situation.customer)) return null;
  const why = [fact('asked-for-call'), ...alreadyOpen(situation)];
  return caseFor(situation, { wrongs: wrongsOf(situation.response), why, wishesCall: true });
}

/** Whether the decision needs the history: only a response that is owed an answer does. */
export function isBad(response: Said): boolean {
  return whyBad(response).length > 0;
}

function whyBad({ nps, csat, wasOnTime, reasons }: Said): Fact[] {
  const wrong = wrongsOf({ wasOnTime, reasons }).find(({ category }) => category === 'service');
  return [
    ...(nps !== null && npsBand(nps) === 'detractor' ? [fact('bad-nps', { score: nps })] : []),
    ...(csat !== null && csat <= highestBadCsat ? [fact('bad-csat', { score: csat })] : []),
    ...(wrong ? [fact('service-wrong', { reason: reasonText(wrong) })] : []),
  ];
}

/** What was named as wrong: the stated reasons, and lateness where the customer said it was not on time. */
export function wrongsOf({ reasons, wasOnTime }: Pick<Said, 'reasons' | 'wasOnTime'>): Reason[] {
  if (wasOnTime !== false || reasons.some(({ category }) => category === 'service')) return reasons;
  return [...reasons, { category: 'service', detail: 'late-delivery' }];
}

/** Deceased, barred and anonymised customers get no contact, ever (design rule 5). */
export function mayNotBeContacted({ status }: Pick<AnsweringCustomer, 'status'>): boolean {
  return status === 'deceased' || status === 'barred' || status === 'anonymised';
}

function rewardFor({ reward }: Policies): RewardPlan | null {
  if (!reward || reward.amountMinor <= 0) return null;
  return { ...reward, rule: 'thanks-for-answering', why: [fact('thanks-for-answering')] };
}

function compensationDecision(situation: Situation) {
  const { response, history, draw = 1 } = situation;
  const standing = { now: response.answeredAt, ...history.standing };
  return decideCompensation({
    policy: history.policy,
    facts: policyFacts(situation, wrongsOf(situation.response)),
    standing,
    draw,
  });
}

function alreadyOpen({ history }: Situation): Fact[] {
  const count = history.openCases.length;
  return count === 0 ? [] : [fact('already-open', { count })];
}
