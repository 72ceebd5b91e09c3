import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import type { Deps } from '#server/deps.ts';
import type { overview } from '#server/understand/overview.ts';
import { aDeparture, anAnswer, aWave, type Answer } from '#tests/support/answers.ts';
import { aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

type Overview = Awaited<ReturnType<typeof overview>>;

describe('the overview', () => {
  test('of a known small company is what was reckoned by hand', async () => {
    const { deps, ask } = await anOffice();
    // September: 2 promoters, 4 passives, 4 detractors: -20. October: 6, 2, 2: 40.
    for (const nps of [9, 10, 7, 7, 8, 8, 0, 3, 5, 6]) await anAnswer(deps, { on: '2026-09-03', nps });
    for (const nps of [9, 9, 10, 10, 10, 9, 7, 8, 6, 1]) await anAnswer(deps, { nps });
    await aWave(deps, { month: '2026-09', delivered: 50, completed: 10 });
    await aWave(deps, { month: '2026-10', delivered: 40, completed: 10 });

    const { month, months, figures } = await ask();

    expect({ month, months }).toEqual({ month: '2026-10', months: ['2026-10', '2026-09'] });
    expect(figures?.nps.last).toMatchObject({ value: 40, n: 10, hidden: null });
    expect(figures?.nps.byMonth).toHaveLength(12);
    expect(figures?.nps.byMonth.at(-2)).toMatchObject({ month: '2026-09', value: -20, n: 10 });
    expect(figures?.nps.byMonth[0]).toEqual({
      month: '2025-11',
      value: null,
      n: 0,
      interval: null,
      hidden: null,
    });
    // Adjusted Wald by hand: n' 13, p' 6.75/13, d' 2.75/13, standard error 0.2212: 30.8 ± 43.4.
    expect(figures?.nps.last.interval?.low).toBeCloseTo(-12.6, 1);
    expect(figures?.nps.last.interval?.high).toBeCloseTo(74.1, 1);
    expect(figures?.nps.change).toMatchObject({ value: 60, isReal: false });
    expect(figures?.responseRate.last).toMatchObject({ value: 0.25, n: 40 });
    expect(figures?.responseRate.byMonth.at(-2)).toMatchObject({ value: 0.2, n: 50 });
  });

  test('tells CSAT, CES and the answers in words', async () => {
    const { deps, ask } = await anOffice();
    const answers: Answer[] = [
      { csat: 5, ces: 7, others: words('more', 'no') },
      { csat: 4, ces: 6, others: words('same', 'yes') },
      { csat: 3, ces: 5, others: words('same', 'yes') },
      { csat: 2, ces: 3, others: words('less', 'yes') },
      { csat: 5, ces: 4, others: words('more', 'yes') },
    ];
    for (const answer of answers) await anAnswer(deps, answer);
    const { figures } = await ask();
    expect(figures?.csat.last).toMatchObject({ value: 0.6, n: 5 });
    expect(figures?.ces.last).toMatchObject({ value: 5, n: 5 });
    expect(figures?.priceExpectation.map(({ word, share }) => [word, share.value])).toEqual([
      ['less', 0.2],
      ['same', 0.4],
      ['more', 0.4],
    ]);
    expect(figures?.onTime.map(({ word, share }) => [word, share.value])).toEqual([
      ['no', 0.2],
      ['yes', 0.8],
    ]);
  });

  test('hides every figure of fewer than five answers, and says that it does', async () => {
    const { deps, ask } = await anOffice();
    for (const nps of [1, 2, 3, 4]) {
      await anAnswer(deps, {
        nps,
        reasons: ['price/too-high'],
        monthlyMinor: 5000,
        others: words('more', 'no'),
      });
    }
    const { figures } = await ask();
    const hidden = { value: null, n: '<5', interval: null, hidden: 'too-few' };
    expect(figures?.nps.last).toEqual(hidden);
    expect(figures?.priceExpectation.at(-1)?.share).toEqual(hidden);
    expect(figures?.named).toMatchObject({ total: '<5', money: null });
    expect(figures?.named.categories[0]).toMatchObject({ count: '<5', share: hidden, money: null });
    expect(figures?.headline).toEqual([{ kind: 'too-few', month: '2026-10' }]);
  });

  test('an answer on no scale of its measure is in no trend', async () => {
    const { deps, ask } = await anOffice();
    for (const nps of [10, 10, 10, 10, 10]) await anAnswer(deps, { nps });
    await anAnswer(deps, {
      others: [
        { measure: 'nps', value: 11 },
        { measure: 'nps', value: 'ten' },
      ],
    });
    const { figures } = await ask();
    expect(figures?.nps.last).toMatchObject({ value: 100, n: 5 });
  });

  test('counts departures as they are, with the money they took, by currency', async () => {
    const { deps, ask } = await anOffice();
    await aDeparture(deps, { reason: 'competitor/better-device', monthlyMinor: 6000, currency: 'SAR' });
    await aDeparture(deps, { reason: 'competitor/better-device', monthlyMinor: 4000, currency: 'USD' });
    await aDeparture(deps, { reason: 'price', monthlyMinor: 1000, currency: 'SAR' });
    const { figures } = await ask();
    expect(figures?.left.total).toBe(3);
    expect(figures?.left.money).toEqual([
      { amountMinor: 7000, currency: 'SAR' },
      { amountMinor: 4000, currency: 'USD' },
    ]);
    expect(figures?.left.categories[0]).toMatchObject({
      category: 'competitor',
      count: 2,
      money: [
        { amountMinor: 6000, currency: 'SAR' },
        { amountMinor: 4000, currency: 'USD' },
      ],
      details: [{ detail: 'better-device', count: 2 }],
    });
    expect(figures?.headline.slice(0, 2)).toMatchObject([
      { kind: 'lost', count: 3 },
      { kind: 'left-over', count: 2, category: 'competitor', detail: 'better-device' },
    ]);
  });

  test('narrows to a tier and to a program', async () => {
    const { deps, ask } = await anOffice();
    const programId = await aProgram(deps);
    for (let i = 0; i < 5; i++) await anAnswer(deps, { nps: 10, tier: 'gold', programId });
    for (let i = 0; i < 5; i++) await anAnswer(deps, { nps: 0, tier: 'copper' });
    expect((await ask()).figures?.nps.last.value).toBe(0);
    expect((await ask('?tier=gold')).figures?.nps.last.value).toBe(100);
    expect((await ask('?tier=copper')).figures?.nps.last.value).toBe(-100);
    expect((await ask('?tier=silver')).figures?.nps.last).toMatchObject({ value: null, n: 0, hidden: null });
    expect((await ask('?program=monthly')).figures?.nps.last.value).toBe(100);
    expect((await ask('?program=imported')).figures?.nps.last.value).toBe(-100);
  });

  test('tells the first contacts due in the month and what waits today', async () => {
    const { deps, ask } = await anOffice();
    const aCase = caseMaker(deps);
    // Opened Monday 09:00 in Riyadh; contacted after 1, 2, 3, 4 business hours and, too late, on the next day.
    for (const contactedAt of ['05T07:00', '05T08:00', '05T09:00', '05T10:00', '06T08:00']) {
      await aCase({ openedAt: '05T06:00', firstContactDueAt: '05T14:00', contactedAt, status: 'contacted' });
    }
    await aCase({ openedAt: '13T06:00', firstContactDueAt: '13T14:00', status: 'open' });
    await aCase({ openedAt: '14T06:00', firstContactDueAt: '14T14:00', status: 'open' });
    const { today, figures } = await ask();
    expect(today).toMatchObject({ firstContactOverdue: 1, waitingForFirstContact: 2, resolutionOverdue: 5 });
    expect(today.compensationToApprove).toEqual({
      count: 7,
      money: [{ amountMinor: 7000, currency: 'SAR' }],
    });
    expect(figures).toBeNull();
    await anAnswer(deps, { nps: 9 });
    const { cases } = (await ask()).figures ?? {};
    expect(cases?.firstContact).toEqual({ medianMs: 3 * 3_600_000, n: 5 });
    expect(cases?.inTime.value).toBeCloseTo(4 / 6);
    expect(cases?.putRight).toEqual({ value: null, n: 0, interval: null, hidden: null });
  });

  test('of an empty company shows nothing as nothing and says what is missing', async () => {
    const { ask } = await anOffice();
    expect(await ask()).toMatchObject({
      month: null,
      months: [],
      figures: null,
      setUp: { hasCustomers: false, hasWaves: false },
    });
    const { figures } = await ask('?month=2026-01');
    expect(figures?.nps.last).toEqual({ value: null, n: 0, interval: null, hidden: null });
    expect(figures?.responseRate.last).toEqual({ value: null, n: 0, interval: null, hidden: null });
    expect(figures?.cases.firstContact).toEqual({ medianMs: null, n: 0 });
    expect(figures?.headline).toEqual([{ kind: 'quiet', month: '2026-01' }]);
  });

  test('is not for agents, and refuses a month that is none', async () => {
    const { deps, request } = await anOffice();
    expect((await request('GET', '/api/overview', { as: await grace(deps) })).status).toBe(403);
    expect((await request('GET', '/api/overview')).status).toBe(401);
    const refusal = await request('GET', '/api/overview?month=2026-13', { as: await alan(deps) });
    expect(refusal.status).toBe(400);
    expect(await refusal.json()).toMatchObject({ code: 'invalid', fields: { month: expect.any(String) } });
  });
});

async function anOffice(): Promise<TestApp & { ask: (query?: string) => Promise<Overview> }> {
  const office = await testApp();
  await aCompany(office.deps);
  let manager: { id: string } | undefined;
  const ask = async (query = '') => {
    manager ??= await alan(office.deps);
    const response = await office.request('GET', `/api/overview${query}`, { as: manager });
    expect(response.status).toBe(200);
    return (await response.json()) as Overview;
  };
  return { ...office, ask };
}

const words = (price: string, onTime: string) => [
  { measure: 'price-expectation', value: price },
  { measure: 'on-time', value: onTime },
];

async function aProgram(deps: Deps): Promise<string> {
  await aWave(deps, { month: '2026-10', delivered: 0, completed: 0 });
  return 'monthly';
}

/** A case with a proposed compensation of 10.00 SAR; times are days and UTC hours of October 2026. */
function caseMaker(deps: Deps) {
  const at = (time: string) => new Date(`2026-10-${time}:00Z`);
  return async (times: {
    openedAt: string;
    firstContactDueAt: string;
    contactedAt?: string;
    status: 'open' | 'contacted';
  }) => {
    const { id: responseId, customer } = await anAnswerWithoutCounting(deps);
    const id = newId(deps);
    await write(deps.db, (tx) => {
      const who = { customerId: customer.id, responseId, why: [] };
      const { db } = deps;
      tx.run(
        db.insert(cases).values({
          ...who,
          id,
          status: times.status,
          openedAt: at(times.openedAt),
          firstContactDueAt: at(times.firstContactDueAt),
          resolutionDueAt: times.status === 'contacted' ? at('12T14:00') : at('20T14:00'),
          contactedAt: times.contactedAt ? at(times.contactedAt) : null,
        }),
      );
      const grant = { role: 'compensation', kind: 'account-credit', status: 'proposed' } as const;
      tx.run(
        db.insert(grants).values({
          ...who,
          ...grant,
          id,
          caseId: id,
          amountMinor: 1000,
          currency: 'SAR',
          rule: 'c2',
          proposedAt: deps.now(),
        }),
      );
    });
  };
}

async function anAnswerWithoutCounting(deps: Deps) {
  const answer = await anAnswer(deps);
  for (const table of ['reason_rollup', 'segment_rollup', 'score_rollup']) {
    await write(deps.db, (tx) => tx.run({ sql: `DELETE FROM ${table}`, args: [] }));
  }
  return answer;
}
