import type { PolicyDocument } from '#db/schema/policy-parts.ts';
import type { PastAnswer } from './past-answer.ts';
import { worthOf } from './past-given.ts';
import type { Tried } from './trial.ts';

/** What was given of a kind in a month, and what it costs. */
export interface Cost {
  month: string;
  kind: string;
  currency: string;
  n: number;
  minor: number;
}

/** Bad answers by what became of them; every one is in exactly one of these. */
export interface Outcomes {
  /** Proposed, those that a guard holds for a person among them. */
  compensated: number;
  apology: number;
  callOnly: number;
  /** By which guard or want of facts. */
  refused: { code: string; n: number }[];
  /** Of the proposed. */
  held: number;
}

/** A side of the comparison: what the draft would have done, or what was done. */
export interface Course {
  outcomes: Outcomes;
  costs: Cost[];
}

export interface RuleCourse {
  id: string;
  name: string;
  /** Answers that the rule fits. */
  fits: number;
  n: number;
  money: { currency: string; n: number; minor: number }[];
}

/** One of the dearest proposals. */
export interface Dear {
  caseId: string;
  customerName: string;
  openedAt: Date;
  kind: string;
  rule: string;
  minor: number;
  currency: string;
  /** What was really proposed for it; null for nothing. */
  really: { minor: number; currency: string } | null;
}

const mostDear = 10;

/** Refusals that are words of apology by rule, and no guard. */
const apologies: ReadonlySet<string> = new Set([
  'no-compensation-no-policy',
  'no-compensation-no-wrong',
  'no-compensation-no-rule',
  'no-compensation-apology',
  'no-compensation-apology-only',
]);
const callOnly = 'no-compensation-call-only';

/** Adds up what a tried policy did, and what was really done, answer by answer. */
export class Report {
  n = 0;
  #draft = new Tally();
  #real = new Tally();
  #rules: Map<string, { course: RuleCourse; money: Sums }>;
  #dear: Dear[] = [];

  constructor(
    { rules }: PolicyDocument,
    private readonly currency: string,
  ) {
    this.#rules = new Map(
      rules.map(({ id, name }) => [
        id,
        { course: { id, name, fits: 0, n: 0, money: [] }, money: new Sums() },
      ]),
    );
  }

  add(past: PastAnswer, { ruleId, decision, worth }: Tried): void {
    this.n++;
    const really = past.proposed ? worthOf(past.proposed, this.currency) : null;
    if (past.proposed && really) this.#real.gave(past.proposed, really);
    else this.#real.refused(past.refusal ?? 'no-compensation-no-policy');
    const rule = ruleId === null ? undefined : this.#rules.get(ruleId);
    if (rule) rule.course.fits++;
    if ('refuse' in decision) return this.#draft.refused(decision.refuse[0]?.code ?? callOnly);
    const { kind, held } = decision.give;
    this.#draft.gave({ month: past.month, kind, isHeld: held !== null }, worth);
    if (rule) rule.course.n++;
    rule?.money.add(worth.currency, worth.minor);
    const { caseId, customerName, at: openedAt } = past;
    this.#keepDearest({
      caseId,
      customerName,
      openedAt,
      kind,
      rule: rule?.course.name ?? '',
      ...worth,
      really,
    });
  }

  told() {
    return {
      n: this.n,
      draft: this.#draft.told(),
      real: this.#real.told(),
      rules: [...this.#rules.values()].map(({ course, money }) => ({ ...course, money: money.told() })),
      dearest: this.#dear,
    };
  }

  /** Of those in the company's currency: amounts in others cannot be set beside them. */
  #keepDearest(dear: Dear): void {
    if (dear.currency !== this.currency || dear.minor === 0) return;
    const least = this.#dear.at(-1)?.minor ?? 0;
    if (this.#dear.length === mostDear && dear.minor <= least) return;
    this.#dear.push(dear);
    this.#dear.sort((a, b) => b.minor - a.minor);
    this.#dear.length = Math.min(this.#dear.length, mostDear);
  }
}

interface Gave {
  month: string;
  kind: string;
  isHeld: boolean;
}

class Tally {
  #outcomes = { compensated: 0, apology: 0, callOnly: 0, held: 0 };
  #refused = new Map<string, number>();
  #costs = new Map<string, Cost>();

  gave({ month, kind, isHeld }: Gave, { minor, currency }: { minor: number; currency: string }): void {
    this.#outcomes.compensated++;
    if (isHeld) this.#outcomes.held++;
    const key = `${month} ${kind} ${currency}`;
    const cost = this.#costs.get(key) ?? { month, kind, currency, n: 0, minor: 0 };
    this.#costs.set(key, { ...cost, n: cost.n + 1, minor: cost.minor + minor });
  }

  refused(code: string): void {
    if (apologies.has(code)) this.#outcomes.apology++;
    else if (code === callOnly) this.#outcomes.callOnly++;
    else this.#refused.set(code, (this.#refused.get(code) ?? 0) + 1);
  }

  told(): Course {
    const refused = [...this.#refused].map(([code, n]) => ({ code, n })).sort((a, b) => b.n - a.n);
    return { outcomes: { ...this.#outcomes, refused }, costs: [...this.#costs.values()] };
  }
}

class Sums {
  #sums = new Map<string, { n: number; minor: number }>();

  add(currency: string, minor: number): void {
    const sum = this.#sums.get(currency) ?? { n: 0, minor: 0 };
    this.#sums.set(currency, { n: sum.n + 1, minor: sum.minor + minor });
  }

  told() {
    return [...this.#sums].map(([currency, sum]) => ({ currency, ...sum }));
  }
}
