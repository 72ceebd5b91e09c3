import { minorDigits, type Format } from '#client/locales/format.ts';
import { startSmall } from '#client/locales/sentence.ts';
import type { Give, Part, PolicyDocument, Rule, When } from './policies-data.ts';

/** What a sentence about a policy is made with. */
export interface Speech {
  t: (key: string, values?: Record<string, unknown>) => string;
  format: Format;
  /** The company's. */
  currency: string;
  /** How a value of a list is called, such as a department. */
  nameOf: (part: Part, value: string) => string;
}

const moneyParts: ReadonlySet<Part> = new Set<Part>(['orderAtLeastMinor', 'orderAtMostMinor']);
const monthParts: ReadonlySet<Part> = new Set<Part>(['tenureAtLeastMonths', 'tenureAtMostMonths']);

/** A rule read back as one sentence: when it decides, what it gives, and who says yes. */
export function ruleSentence({ when, give }: Pick<Rule, 'when' | 'give'>, speech: Speech): string {
  const { t, format } = speech;
  const conditions = conditionWords(when, speech);
  const words = {
    when: format.list(conditions),
    gift: giftWords(give, speech),
    approval: t(`policies:approval.${give.approval}`),
  };
  const start = conditions.length > 0 ? 'when' : 'always';
  return t(`policies:sentence.${start}${give.kind === 'apology' ? 'Apology' : ''}`, words);
}

/** Every condition as a clause, in the order they were said. */
export function conditionWords(when: When, speech: Speech): string[] {
  return Object.entries(when).flatMap(([name, said]) => {
    // The parts of a test are its keys.
    const part = name as Part;
    return said === undefined ? [] : [conditionClause(part, said, speech)];
  });
}

function conditionClause(
  part: Part,
  said: NonNullable<When[Part]>,
  { t, format, ...speech }: Speech,
): string {
  if (typeof said === 'boolean') return t(`policies:cond.${said ? 'promoter' : 'noPromoter'}`);
  if (typeof said === 'object') {
    const names = said.map((value) => isolated(startSmall(speech.nameOf(part, value))));
    return t(`policies:cond.${part}`, { list: names.length > 0 ? format.either(names) : missing });
  }
  const value = moneyParts.has(part)
    ? paidIn({ format, ...speech }, said)
    : monthParts.has(part)
      ? format.months(said)
      : format.number(said);
  return t(`policies:cond.${part}`, { value });
}

/** What is given, how much of it, and how long it may be used. */
export function giftWords(give: Give, speech: Speech): string {
  const { t, format } = speech;
  const { kind, amount, validDays, details = {} } = give;
  const said = (name: string) => isolated(String(details[name] ?? '').trim() || missing);
  const much = amount ? amountWords(amount, speech) : missing;
  const named = {
    service: said('service'),
    prices: said('prices'),
    volume: said('volume'),
    leader: said('leader'),
  };
  const gift = t(`policies:gift.${kind}`, { amount: much, ...named });
  const isTold = amount === undefined || amountIsNamed.has(kind);
  const whole = isTold ? gift : t('policies:sentence.worth', { gift, amount: much });
  return validDays === undefined
    ? whole
    : t('policies:sentence.valid', { gift: whole, days: format.days(validDays) });
}

const amountIsNamed: ReadonlySet<string> = new Set([
  'account-credit',
  'voucher',
  'free-order',
  'debt-write-off',
  'points',
]);

function amountWords(amount: NonNullable<Give['amount']>, { t, format, currency }: Speech): string {
  const paid = (minor: number) => paidIn({ format, currency }, minor);
  if ('points' in amount) return t('policies:amount.points', { count: amount.points });
  if ('fixedMinor' in amount) return paid(amount.fixedMinor);
  const { percentOfOrder, atLeastMinor: least, atMostMinor: most } = amount;
  const bounds =
    least !== undefined && most !== undefined
      ? 'Both'
      : least !== undefined
        ? 'Least'
        : most !== undefined
          ? 'Most'
          : '';
  return t(`policies:amount.share${bounds}`, {
    percent: format.finePercent(percentOfOrder / 100),
    least: paid(least ?? 0),
    most: paid(most ?? 0),
  });
}

/** What bounds a policy, a sentence each. */
export function limitSentences({ guards, points, holdoutPercent }: PolicyDocument, speech: Speech): string[] {
  const { t, format, currency, nameOf } = speech;
  const paid = (minor: number | null) => paidIn({ format, currency }, minor ?? 0);
  const { capPerCustomer: cap, run } = guards;
  const sentence = (isSaid: boolean, name: string, values: Record<string, unknown> = {}) =>
    isSaid ? [t(`policies:guard.${name}`, values)] : [];
  const { budgetPerMonthMinor: budget, cooldownDays, secondPersonAboveMinor: second } = guards;
  return [
    ...sentence(budget !== null, 'budget', { amount: paid(budget) }),
    ...sentence(budget === null, 'noBudget'),
    ...Object.entries(guards.budgetPerProgramMinor).flatMap(([program, minor]) =>
      sentence(true, 'programBudget', {
        amount: paid(minor),
        program: isolated(nameOf('programs', program)),
      }),
    ),
    ...sentence(cap !== null, 'cap', {
      amount: paid(cap?.amountMinor ?? 0),
      months: format.months(cap?.months ?? 0),
    }),
    ...sentence(cooldownDays > 0, 'cooldown', { days: format.days(cooldownDays) }),
    ...sentence(true, 'capOrder', { percent: format.percent(guards.capPercentOfOrder / 100) }),
    ...sentence(run !== null, 'run', {
      answers: format.number(run?.answers ?? 0),
      hours: format.hours(run?.hours ?? 0),
    }),
    ...sentence(guards.holdsDuplicates, 'duplicates'),
    ...sentence(second !== null, 'second', { amount: paid(second) }),
    ...sentence(true, 'proposalDays', { days: format.days(guards.proposalDays) }),
    ...sentence(holdoutPercent > 0, 'holdout', { percent: format.percent(holdoutPercent / 100) }),
    ...sentence(points.hundredWorthMinor !== null, 'worth', { amount: paid(points.hundredWorthMinor) }),
  ];
}

/** What differs between two policies, told in their sentences; or that rules only changed places. */
export function policyDifference(before: PolicyDocument | null, after: PolicyDocument, speech: Speech) {
  const told = (document: PolicyDocument) => [
    ...document.rules.map((rule) =>
      speech.t('policies:sentence.named', {
        name: isolated(rule.name),
        sentence: ruleSentence(rule, speech),
      }),
    ),
    ...limitSentences(document, speech),
  ];
  const [old, now] = [before ? told(before) : [], told(after)];
  return {
    fresh: now.filter((sentence) => !old.includes(sentence)),
    gone: old.filter((sentence) => !now.includes(sentence)),
    isReordered: old.join('\n') !== now.join('\n'),
  };
}

const missing = '…';

/** An amount, without its minor units where there are none of them. */
export const paidIn = ({ format, currency }: Pick<Speech, 'format' | 'currency'>, minor: number): string =>
  format.money(minor, currency, minor % 10 ** minorDigits(currency) === 0);

const isolated = (words: string) => `\u2068${words}\u2069`;
