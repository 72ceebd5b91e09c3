import type { PolicyDocument, PolicyRule, PolicyTest } from '#db/schema/policy-parts.ts';
import { reasonText, type Reason } from '#surveys/reasons.ts';
import type { WrongedOrder } from './compensation-policy.ts';
import { fact, type Fact } from './fact.ts';

/** What a rule may ask about: everything that is known of a wrong when it is told. */
export interface PolicyFacts {
  measure: 'nps' | 'csat' | 'ces' | null;
  score: number | null;
  /** What went wrong: ours to make good where such a cause was named, else the first cause named. */
  wrong: Reason | null;
  department: string | null;
  tier: 'gold' | 'silver' | 'copper' | null;
  programId: string;
  order: WrongedOrder | null;
  /** Whole months since her first order; null where there is none. */
  tenureMonths: number | null;
  earlierCases: number;
  isPromoter: boolean;
  /** The company's, in which all bounds of a policy are said. */
  currency: string;
}

/** The rule that decides, with what it asked for and found. */
export interface RuleFound {
  rule: PolicyRule;
  matched: Fact[];
}

/** The first rule all of whose conditions hold; null where an apology must do. */
export function ruleFor(document: Pick<PolicyDocument, 'rules'>, facts: PolicyFacts): RuleFound | null {
  for (const rule of document.rules) {
    const matched = matchedBy(rule.when, facts);
    if (matched) return { rule, matched };
  }
  return null;
}

/** What a test found, each thing once; null where a condition does not hold. */
export function matchedBy(test: PolicyTest, facts: PolicyFacts): Fact[] | null {
  const found = new Map<string, Fact>();
  for (const condition of conditionsOf(test)) {
    const held = condition(facts);
    if (!held) return null;
    found.set(held.code, held);
  }
  return [...found.values()];
}

/** Holds, with what is to be told about it, or does not. */
type Condition = (facts: PolicyFacts) => Fact | null;

/** How each part of a test is read. */
const conditions = {
  measures: (said) => (f) => (f.measure && said.includes(f.measure) ? scoreFact(f) : null),
  scoreAtMost: (most) => (f) => (f.score !== null && f.score <= most ? scoreFact(f) : null),
  scoreAtLeast: (least) => (f) => (f.score !== null && f.score >= least ? scoreFact(f) : null),
  categories: (said) => (f) => (f.wrong && said.includes(f.wrong.category) ? reasonFact(f.wrong) : null),
  reasons: (said) => (f) => (f.wrong && said.includes(reasonText(f.wrong)) ? reasonFact(f.wrong) : null),
  departments: (said) => (f) =>
    f.department !== null && said.includes(f.department)
      ? fact('matched-department', { department: f.department })
      : null,
  tiers: (said) => (f) => (f.tier && said.includes(f.tier) ? fact('matched-tier', { tier: f.tier }) : null),
  programs: (said) => (f) => (said.includes(f.programId) ? fact('matched-program') : null),
  orderAtLeastMinor: (least) => (f) => orderFact(f, (amountMinor) => amountMinor >= least),
  orderAtMostMinor: (most) => (f) => orderFact(f, (amountMinor) => amountMinor <= most),
  tenureAtLeastMonths: (least) => (f) => tenureFact(f, (months) => months >= least),
  tenureAtMostMonths: (most) => (f) => tenureFact(f, (months) => months <= most),
  earlierCasesAtLeast: (least) => (f) => (f.earlierCases >= least ? earlierFact(f) : null),
  earlierCasesAtMost: (most) => (f) => (f.earlierCases <= most ? earlierFact(f) : null),
  isPromoter: (wanted) => (f) =>
    f.isPromoter === wanted ? fact(wanted ? 'matched-promoter' : 'matched-no-promoter') : null,
} satisfies { [Part in keyof PolicyTest]-?: (said: NonNullable<PolicyTest[Part]>) => Condition };

function conditionsOf(test: PolicyTest): Condition[] {
  return Object.entries(test)
    .filter(([, said]) => said !== undefined)
    .map(([part, said]) => {
      // Each part of a test has the value its own condition reads; what is no part of one never fits.
      const read = conditions[part as keyof typeof conditions] as ((said: unknown) => Condition) | undefined;
      return read ? read(said) : () => null;
    });
}

function scoreFact({ measure, score }: PolicyFacts): Fact | null {
  return measure === null || score === null ? null : fact('matched-score', { measure, score });
}

const reasonFact = (wrong: Reason): Fact => fact('matched-reason', { reason: reasonText(wrong) });

/** An order in another currency is neither large nor small: bounds are said in the company's. */
function orderFact({ order, currency }: PolicyFacts, holds: (amountMinor: number) => boolean): Fact | null {
  if (!order || order.currency !== currency || !holds(order.amountMinor)) return null;
  return fact('matched-order', { orderMinor: order.amountMinor, currency });
}

function tenureFact({ tenureMonths }: PolicyFacts, holds: (months: number) => boolean): Fact | null {
  if (tenureMonths === null || !holds(tenureMonths)) return null;
  return fact('matched-tenure', { months: tenureMonths });
}

const earlierFact = ({ earlierCases }: PolicyFacts): Fact =>
  fact('matched-earlier-cases', { count: earlierCases });

/** Whole months from one day to another, `YYYY-MM-DD` both: the 31st of January to the 28th of February is none yet. */
export function monthsBetween(from: string, to: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split('-').map(Number);
  return Math.max(0, (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0));
}
