import { expect, test } from 'vitest';
import { overview } from '#server/understand/overview.ts';
import { reasonsOf } from '#server/understand/reasons.ts';
import { departmentsOf } from '#server/understand/departments.ts';
import type { Narrowing } from '#server/understand/slice.ts';
import { anAnswer, type Answer } from '#tests/support/answers.ts';
import { mergeDetail } from '#server/company/codebooks.ts';
import { aCompany, alan } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const months = ['2026-08', '2026-09', '2026-10'];
const reasonSets = [
  [],
  ['price/too-high'],
  ['price/too-high', 'service/late-delivery'],
  ['service/late-delivery'],
  ['competitor/better-offer'],
  ['product/quality', 'price/price-rise'],
];
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** 720 answers by a rule simple enough to be counted by hand: every figure can be said without the product. */
const answers: Required<
  Pick<
    Answer,
    'on' | 'nps' | 'reasons' | 'tier' | 'department' | 'accountManager' | 'language' | 'monthlyMinor'
  >
>[] = Array.from({ length: 720 }, (_, n) => ({
  on: `${pick(months, n)}-0${1 + (n % 9)}`,
  nps: (n * 7) % 11,
  reasons: pick(reasonSets, Math.floor(n / 5)),
  tier: pick(['gold', 'silver', 'copper'] as const, Math.floor(n / 3)),
  department: pick(['sales', 'delivery'], Math.floor(n / 2)),
  accountManager: pick(['Huda Saleh', 'Rami Aziz', 'Tali Regev', 'Lena Brandt'], Math.floor(n / 7)),
  language: pick(['en', 'ar', 'he', 'ru'], Math.floor(n / 11)),
  monthlyMinor: 1000 + n,
}));

const narrowings: Narrowing[] = [
  {},
  { tier: 'silver' },
  { department: 'delivery' },
  { manager: 'Rami Aziz', tier: 'gold' },
  { language: 'ar' },
  { named: 'price' },
  { named: 'service/late-delivery', department: 'sales' },
  { segment: 'price+service' },
  { segment: 'none', language: 'he' },
  { tier: 'silver', department: 'delivery', named: 'price' },
];

test('every figure of a company whose truth is known is that truth, whatever narrows it', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  for (const answer of answers) await anAnswer(deps, answer);
  for (const narrowing of narrowings) {
    const inside = answers.filter((answer) => isInside(answer, narrowing));
    const october = inside.filter(({ on }) => on.startsWith('2026-10'));
    const { figures } = await overview(deps, { ...narrowing, month: '2026-10' });
    expect(figures?.nps.last).toMatchObject({ value: npsOf(october), n: october.length });
    expect(figures?.nps.byMonth.slice(-3)).toMatchObject(
      months.map((month) => {
        const inMonth = inside.filter(({ on }) => on.startsWith(month));
        return { month, value: npsOf(inMonth), n: inMonth.length };
      }),
    );
    const reasons = await reasonsOf(deps, {
      ...narrowing,
      source: 'responses',
      from: '2026-08',
      to: '2026-10',
    });
    expect(reasons.figures?.total).toBe(inside.length);
    for (const { category, count, share, money, details } of reasons.figures?.categories ?? []) {
      const named = inside.filter((answer) => codesOf(answer).some((code) => code.startsWith(category)));
      expect({ category, count }).toEqual({ category, count: named.length });
      expect(share.value).toBeCloseTo(named.length / inside.length, 12);
      if (named.length >= 5)
        expect(money).toEqual([{ currency: 'SAR', amountMinor: sum(named.map((one) => one.monthlyMinor)) }]);
      for (const { detail, count } of details)
        expect(count).toBe(inside.filter((one) => codesOf(one).includes(`${category}/${detail}`)).length);
    }
    const both = reasons.figures?.overlap?.find(({ one, both }) => one === 'price' && both === 'service');
    expect(both?.count).toBe(inside.filter((one) => categoriesOf(one) === 'price+service').length);
  }
}, 120_000);

test('departments and account managers add up to the same truth', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  for (const answer of answers) await anAnswer(deps, answer);
  const { figures } = await departmentsOf(deps, { from: '2026-09', to: '2026-10', tier: 'gold' });
  const inside = answers.filter(({ on, tier }) => tier === 'gold' && on >= '2026-09');
  expect(figures?.departments.map(({ key, nps }) => [key, nps.value, nps.n])).toEqual(
    ['delivery', 'sales'].map((key) => {
      const served = inside.filter(({ department }) => department === key);
      return [key, npsOf(served), served.length];
    }),
  );
  expect(figures?.managers.map(({ key, nps, namedService }) => [key, nps.n, namedService.value])).toEqual(
    ['Huda Saleh', 'Lena Brandt', 'Rami Aziz', 'Tali Regev'].map((key) => {
      const served = inside.filter(({ accountManager }) => accountManager === key);
      const named = served.filter((one) => categoriesOf(one).includes('service'));
      return [key, served.length, named.length / served.length];
    }),
  );
}, 120_000);

type Known = (typeof answers)[number];

const codesOf = ({ reasons }: Known): string[] => reasons;
const categoriesOf = ({ reasons }: Known): string =>
  [...new Set(reasons.map((code) => code.split('/')[0] ?? ''))].toSorted().join('+') || 'none';
const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);

function npsOf(list: Known[]): number | null {
  const [up, down] = [list.filter(({ nps }) => nps >= 9).length, list.filter(({ nps }) => nps <= 6).length];
  return list.length === 0 ? null : (100 * (up - down)) / list.length;
}

function isInside(one: Known, { tier, department, manager, language, named, segment }: Narrowing): boolean {
  const is = (asked: string | undefined, value: string | null) => asked === undefined || asked === value;
  const names =
    named === undefined || codesOf(one).some((code) => code === named || code.startsWith(`${named}/`));
  return (
    is(tier, one.tier) &&
    is(department, one.department) &&
    is(manager, one.accountManager) &&
    is(language, one.language) &&
    is(segment, categoriesOf(one)) &&
    names
  );
}

test('a detail merged into another counts as that one, and who named both counts once', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  for (let n = 0; n < 6; n++)
    await anAnswer(deps, { nps: 3, reasons: ['price/too-high', 'price/price-rise'] });
  for (let n = 0; n < 5; n++) await anAnswer(deps, { nps: 4, reasons: ['price/price-rise'] });
  const actor = await alan(deps);
  await mergeDetail(deps, actor, 'price-rise', 'too-high');
  const { figures } = await reasonsOf(deps, { source: 'responses', from: '2026-10', to: '2026-10' });
  const price = figures?.categories.find(({ category }) => category === 'price');
  expect(price?.details.map(({ detail, count }) => [detail, count])).toEqual([['too-high', 11]]);
  const { figures: same } = await overview(deps, { month: '2026-10' });
  expect(same?.named.categories[0]?.details.map(({ detail }) => detail)).toEqual(['too-high']);
});
