import { markedReason } from '#surveys/reasons.ts';
import { isBad, wrongsOf } from '#server/listen/follow-up.ts';
import type { PolicyFacts } from '#server/listen/policy.ts';
import { saidFacts } from '#server/listen/policy-facts.ts';
import { readFact } from '#server/listen/response-fact.ts';

/** What a policy is told of an answer as it stands, and whether it is a bad one. */
export type SaidThen = Pick<PolicyFacts, 'measure' | 'score' | 'wrong'> & { isBad: boolean };

export interface StandingAnswer {
  nps: number | null;
  csat: number | null;
  /** Codes of reasons with a space between, in the order stated. */
  stated: string | null;
  /** What it counts as in the figures; null where it has no fact. */
  fact: string | null;
}

/** Read by the rules of an answer that comes. What was corrected to be no bad answer names nothing to make good. */
export function saidIn({ nps, csat, stated, fact }: StandingAnswer): SaidThen {
  const reasons = (stated ?? '').split(' ').flatMap((code) => markedReason(code) ?? []);
  const said = { nps, csat, reasons, wasOnTime: isLate(fact ?? '') ? false : null };
  const isStillBad = isBad(said);
  return { ...saidFacts(said, isStillBad ? wrongsOf(said) : []), isBad: isStillBad };
}

/** Looked for as text first, because reading a fact takes longer than all the rest. */
const isLate = (fact: string): boolean =>
  fact.includes('on-time=0') &&
  readFact(fact).scores.some(({ measure, value }) => measure === 'on-time' && value === 0);
