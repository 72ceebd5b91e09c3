import type { Give, Part, PolicyDocument, Rule, When } from './policies-data.ts';

export type AmountKind = 'none' | 'fixed' | 'share' | 'points';

/** How each part of a test is asked for, and what it says at first. */
export const parts = {
  measures: { asks: 'list', first: ['nps'] },
  scoreAtMost: { asks: 'number', first: 6 },
  scoreAtLeast: { asks: 'number', first: 0 },
  categories: { asks: 'list', first: ['service'] },
  reasons: { asks: 'list', first: [] },
  departments: { asks: 'list', first: [] },
  tiers: { asks: 'list', first: ['gold'] },
  programs: { asks: 'list', first: [] },
  orderAtLeastMinor: { asks: 'money', first: 10_000 },
  orderAtMostMinor: { asks: 'money', first: 100_000 },
  tenureAtLeastMonths: { asks: 'number', first: 12 },
  tenureAtMostMonths: { asks: 'number', first: 3 },
  earlierCasesAtLeast: { asks: 'number', first: 1 },
  earlierCasesAtMost: { asks: 'number', first: 0 },
  isPromoter: { asks: 'yes-no', first: true },
} as const satisfies { [Name in Part]-?: { asks: string; first: unknown } };

export const partNames = Object.keys(parts) as Part[];

/** What has to be said of a kind beside its amount, and which amounts it may have, the usual one first. */
export const kinds = {
  'account-credit': { details: [], amounts: ['share', 'fixed'] },
  voucher: { details: [], amounts: ['fixed', 'share'] },
  'free-order': { details: [], amounts: ['fixed', 'share'] },
  'extra-service': { details: ['service'], amounts: ['none', 'fixed', 'share'] },
  'higher-class': { details: ['service'], amounts: ['none', 'fixed', 'share'] },
  'fixed-prices': { details: ['prices', 'volume'], amounts: ['none', 'fixed', 'share'] },
  'debt-write-off': { details: [], amounts: ['share', 'fixed'] },
  points: { details: [], amounts: ['points'] },
  'leader-call': { details: ['leader'], amounts: ['none'] },
  'leader-letter': { details: ['leader'], amounts: ['none'] },
  apology: { details: [], amounts: ['none'] },
} as const satisfies Record<Give['kind'], { details: readonly string[]; amounts: readonly AmountKind[] }>;

export const kindNames = Object.keys(kinds) as Give['kind'][];

const firstAmounts: Record<AmountKind, Give['amount']> = {
  none: undefined,
  fixed: { fixedMinor: 5000 },
  share: { percentOfOrder: 20 },
  points: { points: 100 },
};

export function amountKind(amount: Give['amount']): AmountKind {
  if (!amount) return 'none';
  if ('points' in amount) return 'points';
  return 'fixedMinor' in amount ? 'fixed' : 'share';
}

/** The same gift of another kind, with what that kind may have and says. */
export function ofKind({ amount, details = {}, ...give }: Give, kind: Give['kind']): Give {
  const { amounts, details: wanted } = kinds[kind];
  const may: readonly AmountKind[] = amounts;
  const kept = may.includes(amountKind(amount)) ? amount : firstAmounts[amounts[0]];
  const said = wanted.map((name) => [name, details[name] ?? ''] as const);
  const { validDays, ...rest } = give;
  return {
    ...rest,
    kind,
    ...(kept && { amount: kept }),
    ...(kept && validDays !== undefined && { validDays }),
    ...(said.length > 0 && { details: Object.fromEntries(said) }),
  };
}

export function withAmount(give: Give, how: AmountKind): Give {
  const { amount: _, ...others } = give;
  const amount = firstAmounts[how];
  return amount ? { ...others, amount } : others;
}

/** A part said, or taken away with `undefined`. */
export function withPart(when: When, part: Part, said: When[Part]): When {
  const { [part]: _, ...others } = when;
  if (said === undefined) return others;
  return part in when ? { ...when, [part]: said } : { ...others, [part]: said };
}

export function withRule(document: PolicyDocument, at: number, rule: Rule): PolicyDocument {
  return { ...document, rules: document.rules.with(at, rule) };
}

export const withoutRule = (document: PolicyDocument, at: number): PolicyDocument => ({
  ...document,
  rules: document.rules.toSpliced(at, 1),
});

/** A rule at another place; out of the list it stays where it is. */
export function movedRule(document: PolicyDocument, from: number, to: number): PolicyDocument {
  const { rules } = document;
  const rule = rules[from];
  if (!rule || to < 0 || to >= rules.length || from === to) return document;
  return { ...document, rules: rules.toSpliced(from, 1).toSpliced(to, 0, rule) };
}

/** Another rule at the end, with an id that no rule has. */
export function addedRule(document: PolicyDocument, name: string): PolicyDocument {
  const ids = new Set(document.rules.map(({ id }) => id));
  let number = document.rules.length + 1;
  while (ids.has(`rule-${number}`)) number++;
  const give: Give = { kind: 'account-credit', amount: { percentOfOrder: 20 }, approval: 'agent' };
  const rule: Rule = { id: `rule-${number}`, name, when: { categories: ['service'] }, give };
  return { ...document, rules: [...document.rules, rule] };
}
