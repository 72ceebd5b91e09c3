import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import type { Deps } from '#server/deps.ts';
import { addResponse } from '#server/listen/keep-response.ts';
import type { returners, returnsOf } from '#server/understand/departures/returns.ts';
import { share } from '#surveys/interval.ts';
import { aColleague, aCompany, alan, grace } from '#tests/support/cast.ts';
import { aLife } from '#tests/support/leavers.ts';
import { aWave } from '#tests/support/invited.ts';
import { testApp } from '#tests/support/test-app.ts';

type Returns = Awaited<ReturnType<typeof returnsOf>>;
type Returners = Awaited<ReturnType<typeof returners>>;

const since = '2025-01-10';

describe('returns', () => {
  test('count the first order after leaving, and nothing sooner', async () => {
    const { deps, returns, people } = await anOffice();
    for (let i = 0; i < 4; i++) await aLife(deps, { since, left: '2026-05-01' });
    await aLife(deps, { since, left: '2026-05-01', back: '2026-07-10', name: 'Lina', monthlyMinor: 700 });
    await aLife(deps, { since: '2026-05-02', left: '2026-05-02', name: 'Ordered on the day she left' });
    await aLife(deps, { since: '2024-01-10', left: '2024-05-01', back: '2026-06-10', name: 'Left long ago' });
    const { figures } = await returns('?from=2026-05&to=2026-07');
    expect(figures?.all).toMatchObject({ left: 6, returned: 1, share: { value: 1 / 6, n: 6 } });
    expect(figures?.byMonth).toMatchObject([
      { month: '2026-05', returned: 0, money: [] },
      { month: '2026-06', returned: 1, money: [{ currency: 'SAR', amountMinor: 120_000 }] },
      { month: '2026-07', returned: 1, money: [{ currency: 'SAR', amountMinor: 8400 }] },
    ]);
    expect(figures?.value.returned).toEqual([{ currency: 'SAR', amountMinor: 8400 }]);
    expect((await people('?from=2026-05&to=2026-07')).people).toMatchObject([
      { name: 'Lina', left: '2026-05-01', returned: '2026-07-10', days: 70 },
    ]);
  });

  test('have each month the share of those gone when it began, and a change only where the interval says so', async () => {
    const { deps, returns } = await anOffice();
    const since = '2025-01-10';
    const back = async (count: number, on?: string) => {
      for (let i = 0; i < count; i++)
        await aLife(deps, { since, left: '2026-01-20', ...(on && { back: on }) });
    };
    await back(1, '2026-02-03');
    await back(2, '2026-03-03');
    await back(20, '2026-04-03');
    await back(17);
    await aLife(deps, { since, left: '2026-02-04', back: '2026-02-24' });
    const { figures } = await returns('?from=2026-01&to=2026-04');
    const told = figures?.byMonth.map(({ month, returned, share, change }) => [
      month,
      returned,
      share.value,
      share.n,
      change?.isReal ?? null,
    ]);
    expect(told).toEqual([
      ['2026-01', 0, null, 0, null],
      ['2026-02', 2, 1 / 40, 40, null],
      ['2026-03', 2, 2 / 39, 39, false],
      ['2026-04', 20, 20 / 37, 37, true],
    ]);
    expect(figures?.byMonth[3]?.share.interval).toEqual(share(20, 37).interval);
  });

  test.each([
    ['tier=gold', [15, null]],
    ['tier=silver', ['withheld', 'withheld']],
    ['tier=copper', ['<5', 'too-few']],
    ['named=price', [19, null]],
    ['named=price&tier=gold', [9, null]],
    ['named=service', [6, null]],
  ])('of one month with %s are told as %j', async (query, told) => {
    const { deps, returns } = await anOffice();
    const life = { since: '2025-01-10', left: '2026-01-20', over: 'price' as const };
    for (let i = 0; i < 9; i++) await aLife(deps, { ...life, tier: 'gold', back: '2026-02-03' });
    for (let i = 0; i < 7; i++) await aLife(deps, { ...life, tier: 'silver' });
    for (let i = 0; i < 3; i++) await aLife(deps, { ...life, tier: 'copper' });
    for (let i = 0; i < 6; i++) await aLife(deps, { ...life, over: 'service', tier: 'gold' });
    const month = (await returns(`?from=2026-01&to=2026-02&${query}`)).figures?.byMonth[1];
    expect([month?.share.n, month?.share.hidden]).toEqual(told);
  });

  test('are told by reason, with price and service together a reason of its own (R2)', async () => {
    const { deps, returns } = await anOffice();
    const wave = await aWave(deps, { survey: 'exit-interview' });
    const left = '2026-02-01';
    for (let i = 0; i < 20; i++)
      await aLife(deps, { since, left, over: 'price', ...(i < 12 && { back: '2026-04-01' }) });
    for (let i = 0; i < 20; i++)
      await aLife(deps, { since, left, over: 'service', ...(i < 2 && { back: '2026-04-01' }) });
    for (let i = 0; i < 6; i++) {
      const { id } = await aLife(deps, { since, left, over: 'price' });
      await toldAtExit(deps, { customerId: id, wave, category: 'service' });
    }
    const { figures } = await returns('?from=2026-02&to=2026-02');
    expect(figures?.byReason.groups.map(({ over, left, share }) => [over, left, share.value])).toEqual([
      ['price', 20, 0.6],
      ['service', 20, 0.1],
      ['price+service', 6, 0],
    ]);
    expect(figures?.byReason.priceAgainstService).toMatchObject({ value: 0.5, isReal: true });
    const price = await returns('?from=2026-02&to=2026-02&named=service');
    expect(price.figures?.all).toMatchObject({ left: 20, returned: 2 });
  });

  test('are told by tier, and by time only of those who have been away so long', async () => {
    const { deps, returns } = await anOffice();
    for (let i = 0; i < 5; i++) await aLife(deps, { since, left: '2026-03-01', tier: 'gold' });
    await aLife(deps, { since, left: '2026-03-01', back: '2026-03-20', tier: 'gold' });
    await aLife(deps, { since, left: '2026-03-01', back: '2026-05-20', tier: 'silver' });
    for (let i = 0; i < 3; i++) await aLife(deps, { since, left: '2026-10-01' });
    const { figures } = await returns('?from=2026-03&to=2026-10');
    expect(figures?.byTier.map(({ tier, left, returned }) => [tier, left, returned])).toEqual([
      ['gold', 6, 1],
      ['silver', 1, 1],
      [null, 3, 0],
    ]);
    expect(figures?.bySince.map(({ months, left, returned }) => [months, left, returned])).toEqual([
      [1, 7, 1],
      [3, 7, 2],
      [6, 7, 2],
      [12, 0, 0],
      [24, 0, 0],
    ]);
  });

  test('hide a rate that the others would tell of, but not how many left', async () => {
    const { deps, returns } = await anOffice();
    const left = '2026-03-01';
    for (let i = 0; i < 9; i++) await aLife(deps, { since, left, tier: 'gold', over: 'price' });
    for (let i = 0; i < 6; i++) await aLife(deps, { since, left, tier: 'silver', over: 'price' });
    for (let i = 0; i < 3; i++) await aLife(deps, { since, left, tier: 'copper', over: 'service' });
    const { figures } = await returns();
    expect(figures?.all.share).toMatchObject({ value: 0, n: 18 });
    expect(figures?.byTier.map(({ tier, left, share: { n } }) => [tier, left, n])).toEqual([
      ['gold', 9, 9],
      ['silver', 6, 'withheld'],
      ['copper', 3, '<5'],
    ]);
    expect(figures?.byReason.groups.map(({ over, share: { n } }) => [over, n])).toEqual([
      ['price', 'withheld'],
      ['service', '<5'],
    ]);
    const rates = async (query: string) => (await returns(query)).figures?.all.share.n;
    expect(await rates('?tier=gold')).toBe(9);
    expect(await rates('?tier=silver')).toBe('withheld');
    expect(await rates('?named=price')).toBe('withheld');
  });

  test('second lifetimes stand beside the first ones (B9)', async () => {
    const { deps, returns } = await anOffice();
    for (let i = 0; i < 6; i++)
      await aLife(deps, {
        since: '2026-01-01',
        left: '2026-01-11',
        back: '2026-02-01',
        ...(i < 5 && { leftAgain: '2026-03-03' }),
      });
    const { figures } = await returns();
    expect(figures?.lifetimes).toMatchObject({
      first: { ended: 6, here: 0, medianDays: 10 },
      second: { ended: 5, here: 1, medianDays: 30, interval: null },
    });
  });
});

test('where nobody left there is nothing to return', async () => {
  const { returns, people } = await anOffice();
  expect((await returns()).figures).toBeNull();
  expect(await people('')).toEqual({ people: [], next: null });
});

test.each(['', '/people'])('returns%s are not for agents', async (path) => {
  const { deps, request } = await anOffice();
  expect((await request('GET', `/api/returns${path}`, { as: await grace(deps) })).status).toBe(403);
  const as = await aColleague(deps, { role: 'manager' });
  expect((await request('GET', `/api/returns${path}?from=never`, { as })).status).toBe(400);
});

async function toldAtExit(
  deps: Deps,
  told: { customerId: string; wave: { id: string; programId: string }; category: 'service' },
): Promise<void> {
  const row = {
    id: newId(deps),
    customerId: told.customerId,
    waveId: told.wave.id,
    programId: told.wave.programId,
    status: 'complete' as const,
    answers: {},
    month: '2026-02',
    answeredAt: new Date('2026-02-20T09:00:00Z'),
  };
  const reasons = [{ category: told.category, detail: '', question: null }];
  await write(deps.db, (tx) =>
    addResponse(deps, tx, { row, scores: [], reasons, monthlyMinor: 0, currency: 'SAR' }),
  );
}

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const manager = await alan(t.deps);
  const get = async <T>(path: string): Promise<T> => {
    const response = await t.request('GET', `/api/returns${path}`, { as: manager });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
  return {
    ...t,
    returns: (query = '') => get<Returns>(query),
    people: (query: string) => get<Returners>(`/people${query}`),
  };
}
