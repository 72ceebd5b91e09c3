import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { competitors } from '#db/schema/understand.ts';
import type { actBefore, departuresOf, leaversOf } from '#server/understand/departures/departures.ts';
import { share } from '#surveys/interval.ts';
import { aColleague, aCompany, alan, grace } from '#tests/support/cast.ts';
import { aLife } from '#tests/support/leavers.ts';
import { testApp } from '#tests/support/test-app.ts';

type Departures = Awaited<ReturnType<typeof departuresOf>>;
type Near = Awaited<ReturnType<typeof actBefore>>;
type Leavers = Awaited<ReturnType<typeof leaversOf>>;

describe('churn', () => {
  test('is who was lost in the period of those who were customers at its start, in customers and in money', async () => {
    const { deps, departures } = await anOffice();
    for (let i = 0; i < 16; i++) await aLife(deps, { since: '2025-03-01', monthlyMinor: 1000 });
    for (let i = 0; i < 4; i++)
      await aLife(deps, { since: '2025-03-01', left: '2026-10-05', monthlyMinor: 5000 });
    await aLife(deps, { since: '2026-10-02', left: '2026-10-20' });
    await aLife(deps, { since: '2026-10-03' });
    await aLife(deps, { since: '2025-03-01', left: '2026-09-30' });
    const { figures } = await departures('?from=2026-10&to=2026-10');
    expect(figures?.churn).toMatchObject({ counts: { atStart: 20, lost: 4 }, left: 5, cameAndLeft: 1 });
    expect(figures?.churn.rate).toEqual({ ...share(4, 20), hidden: null });
    // 4 x 5000 x 12 of (16 x 1000 + 4 x 5000) x 12.
    expect(figures?.churn.byMoney).toMatchObject([
      { currency: 'SAR', lostMinor: 240_000, startMinor: 432_000, share: { value: 240 / 432, n: 20 } },
    ]);
    expect(figures?.before).toMatchObject({ from: '2026-09', left: 1, rate: { value: 1 / 21, n: 21 } });
    expect(figures?.change?.isReal).toBe(false);
  });

  test('knows a past month from orders, departures and returns', async () => {
    const { deps, departures } = await anOffice();
    for (let i = 0; i < 5; i++) await aLife(deps, { since: '2026-01-15' });
    await aLife(deps, {
      since: '2026-01-15',
      left: '2026-03-10',
      back: '2026-05-20',
      leftAgain: '2026-07-01',
    });
    await aLife(deps, { since: '2026-06-30' });
    const { figures } = await departures('?from=2026-02&to=2026-08');
    const course = Object.fromEntries(figures?.byMonth.map(({ month, n, left }) => [month, [n, left]]) ?? []);
    expect(course).toMatchObject({
      '2026-01': [0, 0],
      '2026-02': [6, 0],
      '2026-03': [6, 1],
      '2026-04': [5, 0],
      '2026-05': [5, 0],
      '2026-06': [6, 0],
      '2026-07': [7, 1],
      '2026-08': [6, 0],
    });
    expect(figures?.churn).toMatchObject({ counts: { atStart: 6, lost: 1 }, left: 2, cameAndLeft: 1 });
  });

  test('takes who stands in the books since their first day for a customer of before', async () => {
    const { deps, departures } = await anOffice();
    for (let i = 0; i < 9; i++) await aLife(deps);
    await aLife(deps, { left: '2026-08-02' });
    const { figures } = await departures('?from=2026-08&to=2026-08');
    expect(figures?.churn).toMatchObject({ counts: { atStart: 10, lost: 1 }, rate: { value: 0.1 } });
    expect(figures?.stay).toMatchObject({ n: 0, unknown: 1, medianDays: null });
  });

  test('counts in each currency by itself, and says nothing of the share of a few', async () => {
    const { deps, departures } = await anOffice();
    for (let i = 0; i < 3; i++) await aLife(deps, { since: '2025-03-01', currency: 'USD' });
    await aLife(deps, { since: '2025-03-01', left: '2026-10-05', currency: 'USD', monthlyMinor: 500 });
    for (let i = 0; i < 6; i++) await aLife(deps, { since: '2025-03-01', currency: 'SAR' });
    const { figures } = await departures('?from=2026-10&to=2026-10');
    expect(figures?.churn.money).toEqual([{ currency: 'USD', amountMinor: 6000 }]);
    expect(figures?.churn.byMoney.map(({ currency, share: { value, n } }) => [currency, value, n])).toEqual([
      ['SAR', 0, 6],
      ['USD', null, '<5'],
    ]);
  });

  test('is marked as changed only when the interval says so', async () => {
    const { deps, departures } = await anOffice();
    for (let i = 0; i < 40; i++)
      await aLife(deps, { since: '2025-03-01', ...(i < 20 && { left: '2026-10-05' }) });
    const { figures } = await departures('?from=2026-10&to=2026-10');
    expect(figures?.change).toMatchObject({ value: 0.5, isReal: true });
  });
});

describe('the lost-customers report', () => {
  test('is lost of total for each account manager, the worst first, and marks who differs from the others', async () => {
    const { deps, departures } = await anOffice();
    const lives = async (count: number, life: Parameters<typeof aLife>[1]) => {
      for (let i = 0; i < count; i++) await aLife(deps, { since: '2025-03-01', ...life });
    };
    await lives(20, { manager: 'Nora', department: 'north' });
    await lives(20, { manager: 'Nora', department: 'north', left: '2026-10-09' });
    await lives(38, { manager: 'Omar', department: 'south' });
    await lives(2, { manager: 'Omar', department: 'south', left: '2026-10-09', monthlyMinor: 100 });
    await lives(9, { manager: 'Rose', department: 'south' });
    await lives(2, { manager: 'Small', left: '2026-10-09' });
    const { figures } = await departures('?from=2026-10&to=2026-10');
    // Beside everybody's figures, those of all others would tell of Small's two, so Rose's are hidden too.
    expect(
      figures?.byManager.map(({ group, counts, share, against }) => [
        group,
        counts && [counts.lost, counts.atStart],
        share.value,
        share.hidden,
        against,
      ]),
    ).toEqual([
      ['Nora', [20, 40], 0.5, null, 'more'],
      ['Omar', [2, 40], 0.05, null, 'fewer'],
      ['Rose', null, null, 'withheld', null],
      ['Small', null, null, 'too-few', null],
    ]);
    expect(figures?.byManager.map(({ money }) => money)).toMatchObject([
      [{ currency: 'SAR' }],
      [{ currency: 'SAR', amountMinor: 2400 }],
      [],
      [],
    ]);
    expect(figures?.byDepartment.map(({ group, counts }) => [group, counts?.lost])).toEqual([
      ['south', 2],
      ['', undefined],
      ['north', undefined],
    ]);
    const rates = async (query: string) => {
      const { figures: narrow } = await departures(`?from=2026-10&to=2026-10&${query}`);
      return [
        narrow?.churn.counts?.atStart ?? null,
        narrow?.churn.rate.hidden,
        narrow?.byMonth.at(-1)?.hidden,
      ];
    };
    expect(await rates('manager=Omar')).toEqual([40, null, null]);
    expect(await rates('manager=Rose')).toEqual([null, 'withheld', 'withheld']);
    expect(await rates('manager=Small')).toEqual([null, 'too-few', 'too-few']);
    expect(await rates('department=south')).toEqual([49, null, null]);
    expect(await rates('department=north')).toEqual([null, 'withheld', 'withheld']);
  });
});

describe('why they left', () => {
  test('stands by category, detail and the competitor named', async () => {
    const { deps, departures } = await anOffice();
    const at = deps.now();
    const texts = ['Blue Well was cheaper', 'went over to BLUE WELL', 'ذهبت إلى بلو ويل'];
    const rival = { id: 'rival', name: 'Blue Well', aliases: ['بلو ويل'], createdAt: at, updatedAt: at };
    await write(deps.db, (tx) => tx.run(deps.db.insert(competitors).values(rival)));
    for (let i = 0; i < 3; i++)
      await aLife(deps, { left: '2026-10-05', over: 'competitor/better-offer', text: texts[i] });
    await aLife(deps, { left: '2026-10-05', over: 'competitor' });
    for (let i = 0; i < 2; i++) await aLife(deps, { left: '2026-10-05', over: 'price/too-high' });
    const { figures } = await departures();
    expect(figures?.reasons.map(({ category, count, share }) => [category, count, share.value])).toEqual([
      ['competitor', 4, 4 / 6],
      ['price', 2, 2 / 6],
    ]);
    expect(figures?.reasons[0]?.details.map(({ detail, count }) => [detail, count])).toEqual([
      ['better-offer', 3],
    ]);
    expect(figures?.competitors.map(({ name, count }) => [name, count])).toEqual([
      ['Blue Well', 3],
      [null, 1],
    ]);
  });

  test('the list tells why silver customers of one department left over price, and nobody else', async () => {
    const { deps, departures, leavers } = await anOffice();
    const silver = { tier: 'silver', department: 'north', left: '2026-10-05' } as const;
    await aLife(deps, { ...silver, name: 'Lina', over: 'price/too-high', text: 'Too dear for us' });
    await aLife(deps, { ...silver, name: 'Maha', over: 'price/price-rise', left: '2026-10-06' });
    await aLife(deps, { ...silver, name: 'Other reason', over: 'service' });
    await aLife(deps, { ...silver, name: 'Gold', over: 'price', tier: 'gold' });
    await aLife(deps, { ...silver, name: 'South', over: 'price', department: 'south' });
    const query = '?tier=silver&department=north&named=price';
    const { leavers: found } = await leavers(query);
    expect(found.map(({ customerName }) => customerName)).toEqual(['Maha', 'Lina']);
    expect((await leavers(`${query}/too-high`)).leavers.map(({ reasonText }) => reasonText)).toEqual([
      'Too dear for us',
    ]);
    expect((await departures(query)).figures?.churn.left).toBe(2);
  });
});

describe('how long they stayed', () => {
  test('is told by the first order, by creation where there was none before, and by nothing else', async () => {
    const { deps, departures } = await anOffice();
    const left = '2026-10-11';
    await aLife(deps, { createdAt: new Date('2024-01-01T09:00:00Z') });
    for (const days of [10, 20, 30, 40, 50]) await aLife(deps, { since: before(left, days), left });
    await aLife(deps, { createdAt: new Date(`${before(left, 100)}T09:00:00Z`), left });
    await aLife(deps, { left });
    const { figures } = await departures();
    expect(figures?.stay).toMatchObject({ n: 6, toldByOrder: 5, toldByCreation: 1, unknown: 1 });
    expect(figures?.stay).toMatchObject({ medianDays: 35, interval: { low: 10, high: 100 } });
    expect(figures?.stay.spread.slice(0, 3).map(({ count }) => count)).toEqual([2, 3, 1]);
  });

  test('names who comes to that moment in the next days, gold first, and none we may not contact', async () => {
    const { deps, near } = await anOffice();
    for (let i = 0; i < 7; i++) await aLife(deps, { since: '2026-01-01', left: before('2026-10-28', 0) });
    // They stayed 300 days; today is 14 October, so who came on 18 December is there today, a day later tomorrow.
    const since = (days: number) => before('2026-10-14', 300 - days);
    await aLife(deps, { name: 'Today', since: since(0), tier: 'gold' });
    await aLife(deps, { name: 'Tomorrow', since: since(1), tier: 'copper' });
    await aLife(deps, { name: 'In 30 days', since: since(30), tier: 'gold' });
    await aLife(deps, { name: 'In 31 days', since: since(31), tier: 'gold' });
    await aLife(deps, { name: 'Barred', since: since(5), tier: 'gold', status: 'barred' });
    await aLife(deps, { name: 'Back', since: since(5), left: '2026-05-01', back: '2026-05-09' });
    const month = await near('?from=2026-10&to=2026-10');
    expect(month).toMatchObject({ medianDays: 300, days: 30, n: 2, next: null });
    expect(month.people.map(({ name, reachesOn }) => [name, reachesOn])).toEqual([
      ['In 30 days', '2026-11-13'],
      ['Tomorrow', '2026-10-15'],
    ]);
    expect((await near('?from=2026-10&to=2026-10&days=60')).n).toBe(3);
  });

  test('a long list goes page by page', async () => {
    const { deps, near } = await anOffice();
    for (let i = 0; i < 5; i++) await aLife(deps, { since: '2026-09-01', left: '2026-10-01' });
    for (let i = 0; i < 33; i++) await aLife(deps, { since: '2026-10-01' });
    const first = await near('');
    const second = await near(`?after=${first.next}`);
    const seen = [...first.people, ...second.people].map(({ id }) => id);
    expect([first.n, first.people.length, new Set(seen).size, second.next]).toEqual([33, 30, 33, null]);
  });
});

test('a company nobody left has no figures, and no list', async () => {
  const { departures, near, leavers } = await anOffice();
  expect(await departures()).toEqual({ months: [], from: null, to: null, figures: null });
  expect(await near('')).toMatchObject({ n: 0, people: [], medianDays: null });
  expect(await leavers('')).toEqual({ leavers: [], next: null });
});

test.each(['', '/leavers', '/act-before'])('departures%s are not for agents', async (path) => {
  const { deps, request } = await anOffice();
  const response = await request('GET', `/api/departures${path}`, { as: await grace(deps) });
  expect(response.status).toBe(403);
});

test.each(['?from=yesterday', '/act-before?days=45', '/leavers?after=nowhere', '?named=nonsense'])(
  'a question that makes no sense is refused: %s',
  async (query) => {
    const { deps, request } = await anOffice();
    const as = await aColleague(deps, { role: 'manager' });
    expect((await request('GET', `/api/departures${query}`, { as })).status).toBe(400);
  },
);

const before = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const manager = await alan(t.deps);
  const get = async <T>(path: string): Promise<T> => {
    const response = await t.request('GET', `/api/departures${path}`, { as: manager });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
  return {
    ...t,
    departures: (query = '') => get<Departures>(query),
    leavers: (query: string) => get<Leavers>(`/leavers${query}`),
    near: (query: string) => get<Near>(`/act-before${query}`),
  };
}
