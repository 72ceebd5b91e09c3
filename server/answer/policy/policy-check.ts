import type { PolicyDocument, PolicyGift, PolicyRule, PolicyTest } from '#db/schema/policy-parts.ts';
import { parseReason, type OwnDetails } from '#surveys/reasons.ts';
import { covers, meets } from './policy-overlap.ts';

/** What is wrong with a policy, where, and with what its sentence is filled. A warning does not keep it from being used. */
export interface PolicyProblem {
  path: string;
  code: PolicyProblemCode;
  isWarning: boolean;
  facts: Record<string, string | number>;
}

export const policyProblems = {
  'no-rules': 'Without a rule everybody gets an apology alone.',
  'id-twice': 'Two rules have the same id.',
  'bounds-crossed': 'The least is more than the most, so nothing can fit.',
  'list-empty': 'Nothing is chosen here, so nothing can fit.',
  'reason-unknown': 'There is no such reason in the codebook.',
  'department-unknown': 'There is no such department.',
  'program-unknown': 'There is no such program.',
  'amount-needed': 'Say how much is given.',
  'amount-not-wanted': 'This is worth no money: leave the amount out.',
  'points-for-points': 'Points are given as points, everything else in money or as a share.',
  'detail-needed': 'Say what exactly is given.',
  'share-above-cap': 'This is more than the cap of the order, so it will be cut.',
  'debt-share-unusual': 'Usually 10 to 50 % of a debt are written off.',
  'points-worth-nothing': 'Points are given, but the policy does not say what they are worth.',
  'never-reached': 'An earlier rule decides everything this one is for.',
  overlaps: 'Some answers fit an earlier rule too: that one decides.',
} as const;
export type PolicyProblemCode = keyof typeof policyProblems;

/** What a policy may name. */
export interface Known {
  departments: ReadonlySet<string>;
  programs: ReadonlySet<string>;
  ownDetails: OwnDetails;
}

const warnings: ReadonlySet<PolicyProblemCode> = new Set([
  'no-rules',
  'department-unknown',
  'program-unknown',
  'share-above-cap',
  'debt-share-unusual',
  'points-worth-nothing',
  'never-reached',
  'overlaps',
]);

/** Everything that is wrong with a policy whose shape is right. */
export function problemsOf(document: PolicyDocument, known: Known): PolicyProblem[] {
  const { rules } = document;
  return [
    ...(rules.length === 0 ? [problem('rules', 'no-rules')] : []),
    ...rules.flatMap((rule, index) => ruleProblems(document, { rule, index, known })),
    ...guardProblems(document, known),
  ];
}

/** Whether it may be switched on. */
export const isUsable = (problems: PolicyProblem[]): boolean => problems.every(({ isWarning }) => isWarning);

interface Place {
  rule: PolicyRule;
  index: number;
  known: Known;
}

function ruleProblems(document: PolicyDocument, { rule, index, known }: Place): PolicyProblem[] {
  const at = `rules.${index}`;
  const earlier = document.rules.slice(0, index);
  return [
    ...(earlier.some(({ id }) => id === rule.id) ? [problem(`${at}.id`, 'id-twice')] : []),
    ...testProblems(rule.when, `${at}.when`, known),
    ...giftProblems(rule.give, `${at}.give`, document),
    ...orderProblems(rule, earlier, at),
  ];
}

const lists = ['measures', 'categories', 'reasons', 'departments', 'tiers', 'programs'] as const;
const bounds = [
  ['scoreAtLeast', 'scoreAtMost'],
  ['orderAtLeastMinor', 'orderAtMostMinor'],
  ['tenureAtLeastMonths', 'tenureAtMostMonths'],
  ['earlierCasesAtLeast', 'earlierCasesAtMost'],
] as const;

function testProblems(when: PolicyTest, at: string, known: Known): PolicyProblem[] {
  const unknown = (list: string[] | undefined, isKnown: (one: string) => boolean) =>
    (list ?? []).filter((one) => !isKnown(one));
  return [
    ...lists.filter((list) => when[list]?.length === 0).map((list) => problem(`${at}.${list}`, 'list-empty')),
    ...bounds
      .filter(([least, most]) => (when[least] ?? -Infinity) > (when[most] ?? Infinity))
      .map(([least]) => problem(`${at}.${least}`, 'bounds-crossed')),
    ...unknown(when.reasons, (reason) => parseReason(reason, known.ownDetails) !== null).map((reason) =>
      problem(`${at}.reasons`, 'reason-unknown', { reason }),
    ),
    ...unknown(when.departments, (one) => known.departments.has(one)).map((department) =>
      problem(`${at}.departments`, 'department-unknown', { department }),
    ),
    ...unknown(when.programs, (one) => known.programs.has(one)).map((program) =>
      problem(`${at}.programs`, 'program-unknown', { program }),
    ),
  ];
}

/** Whether a kind must have an amount, may have one that says what it is worth, or has none; and what must be said of it. */
const kinds = {
  'account-credit': { amount: 'needed', details: [] },
  voucher: { amount: 'needed', details: [] },
  'free-order': { amount: 'needed', details: [] },
  'debt-write-off': { amount: 'needed', details: [] },
  points: { amount: 'needed', details: [] },
  'extra-service': { amount: 'possible', details: ['service'] },
  'higher-class': { amount: 'possible', details: ['service'] },
  'fixed-prices': { amount: 'possible', details: ['prices', 'volume'] },
  'leader-call': { amount: 'none', details: ['leader'] },
  'leader-letter': { amount: 'none', details: ['leader'] },
  apology: { amount: 'none', details: [] },
} as const satisfies Record<string, { amount: 'needed' | 'possible' | 'none'; details: string[] }>;

function giftProblems(give: PolicyGift, at: string, { guards, points }: PolicyDocument): PolicyProblem[] {
  const rule = kinds[give.kind as keyof typeof kinds];
  const { amount } = give;
  const isPoints = give.kind === 'points';
  const share = amount && 'percentOfOrder' in amount ? amount : null;
  const missing = rule.details.filter((name) => String(give.details?.[name] ?? '').trim() === '');
  const isDebt = give.kind === 'debt-write-off' && share !== null;
  const found: [boolean, string, PolicyProblemCode][] = [
    [rule.amount === 'needed' && !amount, 'amount', 'amount-needed'],
    [rule.amount === 'none' && amount !== undefined, 'amount', 'amount-not-wanted'],
    [
      amount !== undefined && rule.amount !== 'none' && 'points' in amount !== isPoints,
      'amount',
      'points-for-points',
    ],
    [(share?.atLeastMinor ?? 0) > (share?.atMostMinor ?? Infinity), 'amount.atLeastMinor', 'bounds-crossed'],
    [(share?.percentOfOrder ?? 0) > guards.capPercentOfOrder, 'amount.percentOfOrder', 'share-above-cap'],
    [
      isDebt && (share.percentOfOrder < 10 || share.percentOfOrder > 50),
      'amount.percentOfOrder',
      'debt-share-unusual',
    ],
    [isPoints && points.hundredWorthMinor === null, 'amount.points', 'points-worth-nothing'],
  ];
  return [
    ...found.filter(([isWrong]) => isWrong).map(([, part, code]) => problem(`${at}.${part}`, code)),
    ...missing.map((name) => problem(`${at}.details.${name}`, 'detail-needed', { detail: name })),
  ];
}

/** The nearest reason why a rule decides less than it says: one that takes all of it, else one that takes some. */
function orderProblems({ when }: PolicyRule, earlier: PolicyRule[], at: string): PolicyProblem[] {
  const whole = earlier.find((one) => covers(one.when, when));
  if (whole) return [problem(at, 'never-reached', { rule: whole.name })];
  const some = earlier.find((one) => meets(one.when, when) && !covers(when, one.when));
  return some ? [problem(at, 'overlaps', { rule: some.name })] : [];
}

function guardProblems({ guards }: PolicyDocument, known: Known): PolicyProblem[] {
  return Object.keys(guards.budgetPerProgramMinor)
    .filter((id) => !known.programs.has(id))
    .map((program) => problem(`guards.budgetPerProgramMinor.${program}`, 'program-unknown', { program }));
}

const problem = (
  path: string,
  code: PolicyProblemCode,
  facts: PolicyProblem['facts'] = {},
): PolicyProblem => ({ path, code, isWarning: warnings.has(code), facts });
