import { npsBand } from '#surveys/nps.ts';
import type { Reason } from '#surveys/reasons.ts';
import { ourWrong } from './compensation-policy.ts';
import type { Answered, Situation } from './follow-up.ts';
import { monthsBetween, type PolicyFacts } from './policy.ts';

/** What the rules of a policy are told of an answer, its customer and her history. */
export function policyFacts(
  { response, customer, policies, history }: Situation,
  wrongs: Reason[],
): PolicyFacts {
  const { order, firstOrderOn, earlierCases, bestNps } = history;
  const answeredOn = response.answeredAt.toISOString().slice(0, 10);
  return {
    department: customer.department,
    tier: customer.tier,
    programId: policies.programId,
    order,
    tenureMonths: firstOrderOn === null ? null : monthsBetween(firstOrderOn, answeredOn),
    earlierCases,
    isPromoter: bestNps !== null && npsBand(bestNps) === 'promoter',
    currency: policies.currency,
    ...saidFacts(response, wrongs),
  };
}

/** What is read off the answer alone: the score a case is about, and the wrong it is for. */
export function saidFacts(
  { nps, csat }: Pick<Answered, 'nps' | 'csat'>,
  wrongs: Reason[],
): Pick<PolicyFacts, 'score' | 'measure' | 'wrong'> {
  const wrong = ourWrong(wrongs) ?? wrongs[0] ?? null;
  if (nps !== null) return { score: nps, measure: 'nps', wrong };
  return { score: csat, measure: csat === null ? null : 'csat', wrong };
}
