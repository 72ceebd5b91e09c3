import { z } from 'zod';
import { grantKinds } from '#db/schema/grants.ts';
import type { PolicyDocument } from '#db/schema/policy-parts.ts';
import { oneLine } from '#server/company/input.ts';
import { longestRun } from '#server/listen/guard-facts.ts';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';

const whole = (least: number, most: number) =>
  z
    .number(`From ${least} to ${most}.`)
    .int('A whole number.')
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most}.`);

const mostMinor = 10_000_000_000;
const money = whole(0, mostMinor);
const someMoney = whole(1, mostMinor);
const score = whole(0, 10);
const months = whole(0, 1200);
const code = oneLine(100);
const codes = z.array(code).max(200, 'At most 200.');
const choice = <T extends string>(of: readonly T[]) =>
  z.array(z.enum(of, 'This cannot be chosen.')).max(of.length);

const when = z.strictObject({
  measures: choice(['nps', 'csat', 'ces']).optional(),
  scoreAtMost: score.optional(),
  scoreAtLeast: score.optional(),
  categories: choice(REASON_CATEGORIES).optional(),
  reasons: codes.optional(),
  departments: codes.optional(),
  tiers: choice(['gold', 'silver', 'copper']).optional(),
  programs: codes.optional(),
  orderAtLeastMinor: money.optional(),
  orderAtMostMinor: money.optional(),
  tenureAtLeastMonths: months.optional(),
  tenureAtMostMonths: months.optional(),
  earlierCasesAtLeast: whole(0, 1000).optional(),
  earlierCasesAtMost: whole(0, 1000).optional(),
  isPromoter: z.boolean('Yes or no.').optional(),
});

const percent = z.number('From 0.1 to 150.').min(0.1, 'At least 0.1.').max(150, 'At most 150.');

const amount = z.union(
  [
    z.strictObject({ fixedMinor: someMoney }),
    z.strictObject({
      percentOfOrder: percent,
      atLeastMinor: money.optional(),
      atMostMinor: someMoney.optional(),
    }),
    z.strictObject({ points: whole(1, 10_000_000) }),
  ],
  'A fixed amount, a share of the order, or points.',
);

const detail = z.union([z.string().max(500, 'At most 500 characters.'), z.number()], 'A text or a number.');

const give = z.strictObject({
  kind: z.enum([...grantKinds, 'apology'], 'There is no such kind.'),
  amount: amount.optional(),
  validDays: whole(1, 3650).optional(),
  approval: z.enum(['agent', 'manager', 'admin'], 'An agent, a manager or an admin.'),
  details: z.record(z.string().max(40), detail).optional(),
});

const guards = z.strictObject({
  budgetPerMonthMinor: money.nullable(),
  budgetPerProgramMinor: z.record(z.string().max(64), money),
  capPerCustomer: z.strictObject({ amountMinor: someMoney, months: whole(1, 120) }).nullable(),
  cooldownDays: whole(0, 3650),
  capPercentOfOrder: whole(1, 150),
  run: z.strictObject({ answers: whole(1, longestRun), hours: whole(1, 720) }).nullable(),
  holdsDuplicates: z.boolean('Yes or no.'),
  secondPersonAboveMinor: money.nullable(),
  proposalDays: whole(1, 365),
});

/** A policy as it is written; what it says is checked by `problemsOf`. */
export const policyDocument = z.strictObject({
  rules: z.array(z.strictObject({ id: code, name: oneLine(120), when, give })).max(100, 'At most 100 rules.'),
  guards,
  points: z.strictObject({
    hundredWorthMinor: whole(1, 10_000_000).nullable(),
    leastToRedeem: whole(0, 10_000_000),
  }),
  holdoutPercent: whole(0, 50),
}) satisfies z.ZodType<PolicyDocument>;
