/** What a compensation policy says; `server/listen/policy.ts` says what it means. Everything is data, so that it can be edited and tried. */
export interface PolicyDocument {
  /** The first rule that fits decides. Where none does, an apology alone. */
  rules: PolicyRule[];
  guards: PolicyGuards;
  points: PointsRules;
  /** Of those who would be offered money, so many percent get the call alone, drawn at random; 0 tries nothing. */
  holdoutPercent: number;
}

export interface PolicyRule {
  /** Stays with the rule through every edit and stands in the grants it made. */
  id: string;
  name: string;
  when: PolicyTest;
  give: PolicyGift;
}

/** All that is said must hold; what is not said does not matter. Bounds are inclusive. */
export interface PolicyTest {
  measures?: ('nps' | 'csat' | 'ces')[];
  scoreAtMost?: number;
  scoreAtLeast?: number;
  categories?: string[];
  /** `category/detail`. */
  reasons?: string[];
  departments?: string[];
  tiers?: ('gold' | 'silver' | 'copper')[];
  programs?: string[];
  orderAtLeastMinor?: number;
  orderAtMostMinor?: number;
  /** Whole months since the customer's first order. */
  tenureAtLeastMonths?: number;
  tenureAtMostMonths?: number;
  /** Other cases of the customer in the twelve months before. */
  earlierCasesAtLeast?: number;
  earlierCasesAtMost?: number;
  /** Recommends us to others, by an answer of hers in the twelve months before (B2). */
  isPromoter?: boolean;
}

export interface PolicyGift {
  /** A kind of grant, or `apology` for words alone. */
  kind: string;
  amount?:
    | { fixedMinor: number }
    /** Of the order that went wrong (C2), in percent of it. */
    | { percentOfOrder: number; atLeastMinor?: number; atMostMinor?: number }
    | { points: number };
  /** How long it may be used. */
  validDays?: number;
  approval: 'agent' | 'manager' | 'admin';
  /** What money does not say: which service, which class, which prices and volume, which leader. */
  details?: Record<string, string | number>;
}

export interface PolicyGuards {
  /** Null: no bound. In the company's currency, minor units. */
  budgetPerMonthMinor: number | null;
  budgetPerProgramMinor: Record<string, number>;
  capPerCustomer: { amountMinor: number; months: number } | null;
  cooldownDays: number;
  /** All compensation for one order together; never above 150 (design rule 3). */
  capPercentOfOrder: number;
  /** So many bad answers from one address, device or pattern of codes in so many hours hold the rest for a person. */
  run: { answers: number; hours: number } | null;
  holdsDuplicates: boolean;
  /** Above this, another person than the proposer approves. */
  secondPersonAboveMinor: number | null;
  /** A proposal nobody decides ends after so many days. */
  proposalDays: number;
}

export interface PointsRules {
  /** What a point is worth, in minor units per hundred points; null where there are no points. */
  hundredWorthMinor: number | null;
  leastToRedeem: number;
}

/** What everyone who answers a program is given (A2). */
export type ProgramReward =
  | { kind: 'fixed'; amountMinor: number }
  | { kind: 'points'; points: number }
  | { kind: 'lottery'; prizeMinor: number; winners: number };
