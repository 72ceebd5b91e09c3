import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { never, monthNumber, type Lifetime } from '#server/understand/departures/lifetime.ts';
import { lossesBy } from '#server/understand/departures/loss-report.ts';
import { hiddenGroups, monthsInTotal, tellableMonths } from '#server/understand/disclosure.ts';
import { disclosureOf } from '#server/understand/disclosures.ts';
import { overview } from '#server/understand/overview.ts';
import { reasonsOf } from '#server/understand/reasons.ts';
import { anAnswer } from '#tests/support/answers.ts';
import { aCompany } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const groupsOf = (sizes: number[]) => sizes.map((n, at) => ({ key: `group ${at}`, n }));

describe('groups of a whole', () => {
  test.each([
    [[10, 20, 30], []],
    [
      [10, 20, 3],
      [3, 10],
    ],
    [[10, 0, 30], []],
    [
      [4, 4, 30],
      [4, 4],
    ],
    [
      [1, 2, 30],
      [1, 2, 30],
    ],
    [
      [3, 30],
      [3, 30],
    ],
    [[3], [3]],
  ])('of %j hide %j', (sizes, hidden) => {
    const groups = groupsOf(sizes);
    const keys = hiddenGroups(groups);
    const sizesHidden = groups.filter(({ key }) => keys.has(key)).map(({ n }) => n);
    expect(sizesHidden.toSorted((a, b) => a - b)).toEqual(hidden);
  });

  test('less whatever is shown, the whole never leaves one group alone or fewer than five', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 8 }), (sizes) => {
        const groups = groupsOf(sizes);
        const hidden = hiddenGroups(groups);
        const rest = groups.filter(({ key }) => hidden.has(key));
        const left = rest.reduce((all, { n }) => all + n, 0);
        const isWholeHidden = groups.every(({ key, n }) => n === 0 || hidden.has(key));
        for (const { key, n } of groups) if (!hidden.has(key)) expect(n === 0 || n >= 5).toBe(true);
        if (rest.length > 0 && !isWholeHidden) {
          expect(left).toBeGreaterThanOrEqual(5);
          expect(rest.length).toBeGreaterThan(1);
        }
      }),
    );
  });
});

describe('months', () => {
  const monthsOf = (sizes: number[]) =>
    sizes.map((n, at) => ({ month: `2026-${String(at + 1).padStart(2, '0')}`, n }));

  test.each([
    [[9, 9], '2026-01', '2026-02', ['2026-01', '2026-02']],
    [[9, 3, 9], '2026-01', '2026-03', ['2026-01', '2026-03']],
    [[3, 3, 3], '2026-01', '2026-03', ['2026-01', '2026-02']],
    [[3, 3, 3], '2026-02', '2026-03', []],
    [[9, 0, 2], '2026-01', '2026-03', ['2026-01', '2026-02']],
  ])('with %j answers, from %s to %s, are counted as %j', (sizes, from, to, counted) => {
    expect(monthsInTotal(tellableMonths(monthsOf(sizes)), from, to)).toEqual(counted);
  });

  test('totals of any two spans never differ by one to four answers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(9), { minLength: 2, maxLength: 9 }),
        fc.infiniteStream(fc.nat(8)),
        (sizes, places) => {
          const months = monthsOf(sizes);
          const tellable = tellableMonths(months);
          const at = () => months[(places.next().value ?? 0) % months.length]?.month ?? '';
          const span = () => [at(), at()].toSorted() as [string, string];
          const total = ([from, to]: [string, string]) => {
            const counted = monthsInTotal(tellable, from, to);
            return months.reduce((all, { month, n }) => all + (counted.includes(month) ? n : 0), 0);
          };
          const [wide, narrow] = [span(), span()];
          const isInside = narrow[0] >= wide[0] && narrow[1] <= wide[1];
          const rest = total(wide) - total(narrow);
          if (isInside) expect(rest === 0 || rest >= 5).toBe(true);
        },
      ),
    );
  });
});

describe('the lost-customers report', () => {
  const since = monthNumber('2025-01');
  const lifeOf = (manager: string, isLost: boolean): Lifetime => ({
    customer: 1,
    round: 1,
    began: '2025-01-01',
    toldBy: 'order',
    monthBegan: since,
    left: isLost ? '2026-10-05' : null,
    monthLeft: isLost ? monthNumber('2026-10') : never,
    returned: null,
    category: isLost ? 'price' : null,
    detail: '',
    tier: null,
    department: '',
    manager,
    currency: 'SAR',
    monthlyMinor: 100,
    isBarred: false,
  });
  const group = fc.record({ stay: fc.nat(9), lost: fc.nat(9) });

  test('beside the whole never tells of one group alone, or of fewer than five', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 7 }), fc.boolean(), (groups, isWithheld) => {
        const lifetimes = groups.flatMap(({ stay, lost }, at) =>
          Array.from({ length: stay + lost }, (_, i) => lifeOf(`manager ${at}`, i < lost)),
        );
        const report = lossesBy('manager', lifetimes, { from: '2026-10', to: '2026-10', isWithheld });
        const hidden = report.filter(({ counts }) => counts === null);
        for (const { counts } of report) if (counts) expect(counts.atStart).toBeGreaterThanOrEqual(5);
        for (const { share, money, against } of hidden)
          expect([share.value, share.interval, money, against]).toEqual([null, null, [], null]);
        if (isWithheld) expect(hidden).toHaveLength(report.length);
        const shown = report.reduce((all, { counts }) => all + (counts?.atStart ?? 0), 0);
        const rest = lifetimes.length - shown;
        if (hidden.length === 0) expect(rest).toBe(0);
        else if (hidden.length < report.length) expect([hidden.length > 1, rest >= 5]).toEqual([true, true]);
      }),
    );
  });
});

test('a tier whose rest would tell of three customers is shown nowhere, the whole is', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  const say = async (count: number, tier: 'gold' | 'silver' | 'copper') => {
    for (let n = 0; n < count; n++)
      await anAnswer(deps, { on: '2026-10-05', nps: n % 11, tier, reasons: ['price/too-high'] });
  };
  await say(9, 'gold');
  await say(7, 'silver');
  await say(3, 'copper');
  const of = (tier?: 'gold' | 'silver' | 'copper') => overview(deps, { month: '2026-10', tier });
  expect((await of()).figures?.nps.last).toMatchObject({ n: 19, hidden: null });
  expect((await of('gold')).figures?.nps.last).toMatchObject({ n: 9, hidden: null });
  // The whole less gold and silver would be copper's three.
  expect((await of('silver')).figures?.nps.last).toMatchObject({ value: null, n: 'withheld' });
  expect((await of('copper')).figures?.nps.last).toMatchObject({ value: null, n: '<5' });
  expect((await of('silver')).figures?.headline).toEqual([{ kind: 'withheld', month: '2026-10' }]);
  const reasons = await reasonsOf(deps, {
    source: 'responses',
    tier: 'silver',
    from: '2026-10',
    to: '2026-10',
  });
  expect(reasons.figures).toMatchObject({ total: 'withheld', money: null });
  expect(JSON.stringify(reasons.figures)).not.toMatch(/"n":7|"count":7/);
});

test('those who named a reason are hidden where the others are too few', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  for (let n = 0; n < 8; n++) await anAnswer(deps, { nps: n, reasons: n < 6 ? ['price'] : [] });
  const span = { from: '2026-10', to: '2026-10' };
  expect((await disclosureOf(deps.db, span)).inTotal).toEqual(['2026-10']);
  expect((await disclosureOf(deps.db, { ...span, named: 'price' })).inTotal).toEqual([]);
});
