import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { grantDecisions } from '#db/schema/grants.ts';
import type { Deps } from '#server/deps.ts';
import { addResponse } from '#server/listen/keep-response.ts';
import type { compensationOf } from '#server/understand/compensation/compensations.ts';
import type { proposalsOf } from '#server/understand/compensation/proposals.ts';
import { effectOf } from '#server/understand/compensation/effect.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type Compensation = Awaited<ReturnType<typeof compensationOf>>;
type Proposals = Awaited<ReturnType<typeof proposalsOf>>;
type Effect = Awaited<ReturnType<typeof effectOf>>;

describe('compensation', () => {
  test('is told by the month of the proposal, each currency by itself', async () => {
    const { deps, compensation, decider } = await anOffice();
    await aStory(deps, { on: '2026-09-02', status: 'issued', minor: 1000, decidedAfterHours: 2, decider });
    await aStory(deps, { on: '2026-09-30', status: 'declined', minor: 500, decidedAfterHours: 4, decider });
    await aStory(deps, {
      on: '2026-10-03',
      status: 'approved',
      minor: 300,
      currency: 'USD',
      decidedAfterHours: 9,
      decider,
    });
    await aStory(deps, { on: '2026-10-03', status: 'proposed', minor: 40 });
    await aStory(deps, { on: '2026-10-04', status: 'expired', minor: 7 });
    const { figures, months } = await compensation();
    expect(months).toEqual(['2026-10', '2026-09']);
    const told = figures?.byMonth
      .slice(-2)
      .map(({ month, proposed, approved, issued, declined, waiting }) => [
        month,
        ...[proposed, approved, issued, declined, waiting].map(({ n, money }) => [
          n,
          money.map((m) => m.amountMinor),
        ]),
      ]);
    expect(told).toEqual([
      ['2026-09', [2, [1500]], [1, [1000]], [1, [1000]], [1, [500]], [0, []]],
      ['2026-10', [3, [300, 47]], [1, [300]], [0, []], [0, []], [1, [40]]],
    ]);
    expect(figures?.timeToDecide).toMatchObject({ value: null, n: '<5', interval: null });
    expect(figures?.approvedShare).toMatchObject({ value: null, n: '<5' });
  });

  test('hides the share of a group that the others would tell of, and how long few took', async () => {
    const { deps, compensation, decider } = await anOffice();
    const decided = {
      on: '2026-10-02',
      status: 'issued',
      minor: 100,
      decidedAfterHours: 4,
      decider,
    } as const;
    for (let i = 0; i < 6; i++) await aStory(deps, { ...decided, department: 'north' });
    for (let i = 0; i < 9; i++) await aStory(deps, { ...decided, department: 'south' });
    for (let i = 0; i < 2; i++) await aStory(deps, { ...decided, department: 'east', tier: 'gold' });
    const { figures } = await compensation();
    expect(figures?.approvedShare).toMatchObject({ value: 1, n: 17 });
    expect(figures?.timeToDecide).toMatchObject({ value: 4 * hour, n: 17 });
    expect(
      figures?.byDepartment.map(({ group, proposed, approvedShare }) => [group, proposed.n, approvedShare.n]),
    ).toEqual([
      ['south', 9, 9],
      ['north', 6, 'withheld'],
      ['east', 2, '<5'],
    ]);
    const gold = (await compensation('?tier=gold')).figures;
    expect(gold?.course.proposed.n).toBe(2);
    expect(gold?.reached).toMatchObject([{ bad: '<5', compensated: '<5', share: { value: null } }]);
  });

  test('tells no rate of a slice that leaves one to four answers of the whole', async () => {
    const { deps, compensation, effect, decider } = await anOffice();
    for (let i = 0; i < 9; i++)
      await aStory(deps, {
        on: '2026-10-02',
        status: 'issued',
        minor: 100,
        decidedAfterHours: 1,
        decider,
        department: 'north',
      });
    await aStory(deps, {
      on: '2026-10-02',
      status: 'declined',
      minor: 100,
      decidedAfterHours: 9,
      decider,
      department: 'south',
    });
    const { figures } = await compensation('?department=north');
    expect(figures?.course).toMatchObject({ proposed: { n: 9 }, approved: { n: 9 } });
    for (const rate of [figures?.approvedShare, figures?.timeToDecide, figures?.reached[0]?.share])
      expect(rate).toMatchObject({ value: null, n: 'withheld', interval: null });
    expect((await compensation()).figures?.approvedShare).toMatchObject({ value: 0.9, n: 10 });
    expect((await effect('?department=north')).effects).toEqual([]);
  });

  test('is told by what went wrong and by the department, and narrowed by the address', async () => {
    const { deps, compensation, proposals } = await anOffice();
    await aStory(deps, { on: '2026-10-02', status: 'issued', minor: 100, department: 'north', tier: 'gold' });
    await aStory(deps, {
      on: '2026-10-03',
      status: 'issued',
      minor: 20,
      department: 'north',
      wrong: 'product/broken',
    });
    await aStory(deps, { on: '2026-10-04', status: 'proposed', minor: 3, department: 'south' });
    const { figures } = await compensation();
    const sums = (rows: { group: string; proposed: { n: number } }[] = []) =>
      rows.map(({ group, proposed }) => [group, proposed.n]);
    expect(sums(figures?.byWrong)).toEqual([
      ['service/late-delivery', 2],
      ['product/broken', 1],
    ]);
    expect(sums(figures?.byDepartment)).toEqual([
      ['north', 2],
      ['south', 1],
    ]);
    expect((await compensation('?department=north&tier=gold')).figures?.course.proposed.n).toBe(1);
    expect((await compensation('?named=service')).figures?.course.proposed.n).toBe(3);
    expect((await compensation('?segment=price')).figures?.course.proposed.n).toBe(0);
    expect((await proposals('?department=north')).proposals.map(({ amountMinor }) => amountMinor)).toEqual([
      20, 100,
    ]);
  });

  test('says which share of bad scores was compensated: paid, not merely proposed', async () => {
    const { deps, compensation } = await anOffice();
    for (let i = 0; i < 3; i++) await aStory(deps, { on: '2026-10-02', status: 'issued', minor: 100 });
    await aStory(deps, { on: '2026-10-02', status: 'proposed', minor: 100 });
    for (let i = 0; i < 6; i++)
      await anAnswerOf(deps, (await aCustomer(deps)).id, { on: '2026-10-02', nps: i });
    await anAnswerOf(deps, (await aCustomer(deps)).id, { on: '2026-10-02', nps: 9 });
    expect((await compensation('?segment=none')).figures?.course.proposed.n).toBe(0);
    expect((await compensation('?segment=service')).figures?.course.proposed.n).toBe(4);
    expect((await compensation()).figures?.reached).toMatchObject([
      { measure: 'nps', bad: 10, compensated: 3, share: { value: 0.3, n: 10 } },
    ]);
  });
});

describe('what followed', () => {
  test('compares the next score with that after the same bad score without compensation', async () => {
    const { deps, effect } = await anOffice();
    await whatCameOfIt(deps);
    const [nps] = (await effect('?from=2026-09&to=2026-09')).effects;
    expect(nps).toMatchObject({
      measure: 'nps',
      compensated: { value: 0.8, n: 20 },
      others: { value: expect.closeTo(0.3), n: 20 },
      difference: { value: expect.closeTo(0.5), isReal: true },
    });
  });

  test('looks at every so many of very many, and says so', async () => {
    const { deps } = await anOffice();
    await whatCameOfIt(deps);
    const lookingAt = async (most: { bad: number; proposals: number }) =>
      (await effectOf(deps, { from: '2026-09', to: '2026-09' }, most)).effects[0];
    const every = await lookingAt({ bad: 31, proposals: 100 });
    expect(every).toMatchObject({ every: { compensated: 1, others: 2 }, compensated: { value: 0.8, n: 20 } });
    expect(every?.others.n).toBe(10);
    const both = await lookingAt({ bad: 31, proposals: 11 });
    expect(both?.every).toEqual({ compensated: 2, others: 2 });
    expect(both?.compensated.n).toBe(10);
  });

  test('tells an answer that opened a case again from the one that opened it', async () => {
    const { deps, effect } = await anOffice();
    for (let i = 0; i < 10; i++) {
      const { id: customerId } = await aCustomer(deps);
      const first = await anAnswerOf(deps, customerId, { on: '2026-08-02', nps: 2 });
      const again = await anAnswerOf(deps, customerId, { on: '2026-09-02', nps: 2 });
      const opened = await aCase(deps, { customerId, responseId: first });
      const [at, issuedAt] = [new Date('2026-09-02T09:00:00Z'), new Date('2026-09-03T09:00:00Z')];
      await aProposal(deps, { ...opened, responseId: again }, { status: 'issued', proposedAt: at, issuedAt });
      await anAnswerOf(deps, customerId, { on: '2026-10-02', nps: 9 });
    }
    const [nps] = (await effect('?from=2026-08&to=2026-09')).effects;
    expect(nps).toMatchObject({ compensated: { value: 1, n: 10 }, others: { value: 0, n: 10 } });
  });

  test('is not told of a few', async () => {
    const { deps, effect } = await anOffice();
    const { customerId } = await aStory(deps, { on: '2026-09-02', status: 'issued', minor: 100 });
    await anAnswerOf(deps, customerId, { on: '2026-10-02', nps: 8 });
    expect(await effect()).toMatchObject({ effects: [] });
  });
});

/** Of 20 compensated 16 were content the next time, of 20 others 6; and who gave another score was content, too. */
async function whatCameOfIt(deps: Deps) {
  for (let i = 0; i < 20; i++) {
    const { customerId } = await aStory(deps, { on: '2026-09-02', status: 'issued', minor: 100 });
    await anAnswerOf(deps, customerId, { on: '2026-10-02', nps: i < 16 ? 8 : 3 });
    const alone = (await aCustomer(deps)).id;
    await anAnswerOf(deps, alone, { on: '2026-09-02', nps: 2 });
    await anAnswerOf(deps, alone, { on: '2026-10-02', nps: i < 6 ? 8 : 3 });
    const worse = (await aCustomer(deps)).id;
    await anAnswerOf(deps, worse, { on: '2026-09-02', nps: 0 });
    await anAnswerOf(deps, worse, { on: '2026-10-02', nps: 9 });
  }
  const { customerId } = await aStory(deps, { on: '2026-09-02', status: 'issued', minor: 100 });
  await anAnswerOf(deps, customerId, { on: '2026-09-01', nps: 10 });
}

test('a company that gave nothing has no figures', async () => {
  const { compensation, proposals, effect } = await anOffice();
  expect((await compensation()).figures).toBeNull();
  expect(await proposals('')).toEqual({ proposals: [], next: null });
  expect(await effect()).toEqual({ effects: [] });
});

test.each(['', '/proposals', '/effect'])('compensation%s is not for agents', async (path) => {
  const { deps, request } = await anOffice();
  expect((await request('GET', `/api/compensation${path}`, { as: await grace(deps) })).status).toBe(403);
  const as = await aColleague(deps, { role: 'manager' });
  expect((await request('GET', `/api/compensation${path}?tier=lead`, { as })).status).toBe(400);
});

const hour = 3_600_000;

interface Story {
  on: string;
  status: 'proposed' | 'approved' | 'issued' | 'declined' | 'expired';
  minor: number;
  currency?: string;
  department?: string;
  tier?: 'gold';
  wrong?: string;
  decidedAfterHours?: number;
  decider?: { id: string };
}

/** A bad score, its case and what was proposed for it. */
async function aStory(deps: Deps, story: Story) {
  const { on, status, minor, currency = 'SAR', department, tier } = story;
  const at = new Date(`${on}T09:00:00Z`);
  const { id: customerId } = await aCustomer(deps, { tier: tier ?? null });
  const responseId = await anAnswerOf(deps, customerId, {
    on,
    nps: 2,
    department,
    tier,
    reasons: ['service'],
  });
  const recoveryCase = await aCase(deps, { customerId, responseId, openedAt: at });
  const grant = await aProposal(deps, recoveryCase, {
    status,
    amountMinor: minor,
    currency,
    proposedAt: at,
    wrong: story.wrong ?? 'service/late-delivery',
    ...(status === 'issued' && { issuedAt: new Date(at.getTime() + 3 * hour) }),
  });
  const { decidedAfterHours, decider } = story;
  if (decidedAfterHours !== undefined && decider) {
    const decision = status === 'declined' ? ('declined' as const) : ('approved' as const);
    const decidedAt = new Date(at.getTime() + decidedAfterHours * hour);
    const row = { id: newId(deps), grantId: grant.id, decision, staffId: decider.id, at: decidedAt };
    await write(deps.db, (tx) => tx.run(deps.db.insert(grantDecisions).values(row)));
  }
  return { customerId };
}

interface Given {
  on: string;
  nps: number;
  department?: string | undefined;
  tier?: 'gold' | undefined;
  reasons?: 'service'[];
}

async function anAnswerOf(
  deps: Deps,
  customerId: string,
  { on, nps, reasons = [], ...given }: Given,
): Promise<string> {
  const id = newId(deps);
  const answeredAt = new Date(`${on}T08:00:00Z`);
  const row = {
    id,
    customerId,
    status: 'complete' as const,
    answers: {},
    nps,
    ...given,
    month: on.slice(0, 7),
    answeredAt,
  };
  await write(deps.db, (tx) =>
    addResponse(deps, tx, {
      row,
      scores: [{ measure: 'nps', value: nps }],
      reasons: reasons.map((category) => ({ category, detail: '', question: null })),
      monthlyMinor: 0,
      currency: 'SAR',
    }),
  );
  return id;
}

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const decider = await alan(t.deps);
  const get = async <T>(path: string): Promise<T> => {
    const response = await t.request('GET', `/api/compensation${path}`, { as: decider });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
  return {
    ...t,
    decider,
    compensation: (query = '') => get<Compensation>(query),
    proposals: (query: string) => get<Proposals>(`/proposals${query}`),
    effect: (query = '') => get<Effect>(`/effect${query}`),
  };
}
