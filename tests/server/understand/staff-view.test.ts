import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { programs, surveys } from '#db/schema/programs.ts';
import type { Deps } from '#server/deps.ts';
import { addResponse } from '#server/listen/keep-response.ts';
import { staffView } from '#server/understand/staff-view.ts';
import type { staffViewOf } from '#server/understand/staff-views.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { anAnswer } from '#tests/support/answers.ts';
import { aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type View = Awaited<ReturnType<typeof staffViewOf>>;

describe('two pictures of the same reasons', () => {
  test('are shares of those who named one, and tell what the staff do not see', () => {
    const view = staffView(
      [
        { segment: 'service', n: 50 },
        { segment: 'price+service', n: 10 },
        { segment: 'price', n: 40 },
        { segment: 'none', n: 900 },
      ],
      [
        { segment: 'price', n: 24 },
        { segment: 'service', n: 6 },
      ],
    );
    expect(view).toMatchObject({ customers: 100, staff: 30, unseen: { category: 'service', times: 3 } });
    const [service, price] = view.categories;
    expect(service).toMatchObject({
      category: 'service',
      customers: { value: 0.6, n: 100 },
      staff: { value: 0.2, n: 30 },
    });
    expect(service?.difference).toMatchObject({ value: expect.closeTo(0.4), isReal: true });
    expect(price).toMatchObject({ category: 'price', customers: { value: 0.5 }, staff: { value: 0.8 } });
  });

  test.each([
    {
      said: 'nobody names it',
      staff: [{ segment: 'price', n: 30 }],
      unseen: { category: 'service', times: null },
    },
    { said: 'they see it as customers do', staff: [{ segment: 'service', n: 30 }], unseen: null },
    { said: 'they are too few to say', staff: [{ segment: 'price', n: 4 }], unseen: null },
    { said: 'nobody asked them', staff: [], unseen: null },
  ])('of the staff $said', ({ staff, unseen }) => {
    expect(staffView([{ segment: 'service', n: 40 }], staff).unseen).toEqual(unseen);
  });
});

describe('the page', () => {
  test('takes the staff from their programs alone, and shows no figure of fewer than five', async () => {
    const { deps, view } = await anOffice();
    await aProgram(deps, 'staff-reasons', 'staff');
    await aProgram(deps, 'exit', 'exit');
    for (let i = 0; i < 10; i++)
      await anAnswer(deps, { programId: 'exit', reasons: ['service'], tier: 'gold' });
    for (let i = 0; i < 4; i++) await aColleagueSays(deps, 'staff-reasons', 'price');
    const few = await view();
    expect(few.figures).toMatchObject({ customers: 10, staff: '<5', unseen: null });
    expect(few.figures?.categories.every(({ staff }) => staff.value === null)).toBe(true);
    await aColleagueSays(deps, 'staff-reasons', 'price');
    const { figures, staff, customers } = await view('?program=exit&tier=gold');
    expect([staff.map(({ id }) => id), customers.map(({ id }) => id)]).toEqual([['staff-reasons'], ['exit']]);
    expect(figures).toMatchObject({ customers: 10, staff: 5, unseen: { category: 'service', times: null } });
  });

  test('can be narrowed to one of the programs that ask them', async () => {
    const { deps, view } = await anOffice();
    await aProgram(deps, 'sales', 'staff');
    await aProgram(deps, 'drivers', 'staff');
    for (let i = 0; i < 6; i++) await aColleagueSays(deps, 'sales', 'price');
    for (let i = 0; i < 5; i++) await aColleagueSays(deps, 'drivers', 'service');
    expect((await view()).figures?.staff).toBe(11);
    const { figures } = await view('?staff=drivers');
    expect(figures?.categories.find(({ category }) => category === 'service')?.staff).toMatchObject({
      value: 1,
      n: 5,
    });
    expect((await view('?program=sales')).figures?.customers).toBe(0);
  });

  test('never lets two spans, or all programs less one, tell of fewer than five colleagues', async () => {
    const { deps, view } = await anOffice();
    await aProgram(deps, 'sales', 'staff');
    await aProgram(deps, 'drivers', 'staff');
    for (let i = 0; i < 6; i++) await aColleagueSays(deps, 'sales', 'price', '2026-09');
    for (let i = 0; i < 2; i++) await aColleagueSays(deps, 'sales', 'service');
    for (let i = 0; i < 3; i++) await aColleagueSays(deps, 'drivers', 'product', '2026-09');
    const staff = async (query: string) => (await view(query)).figures?.staff;
    // Neither October's two of sales nor the three drivers come out by subtraction.
    expect(await staff('?from=2026-09&to=2026-10')).toBe(6);
    expect(await staff('?from=2026-09&to=2026-09')).toBe(6);
    expect(await staff('?from=2026-09&to=2026-10&staff=sales')).toBe(6);
    expect(await staff('?from=2026-10&to=2026-10')).toBe('<5');
    expect(await staff('?from=2026-09&to=2026-10&staff=drivers')).toBe('<5');
  });

  test('is empty before anybody has answered, and not for agents', async () => {
    const { deps, view, request } = await anOffice();
    expect(await view()).toMatchObject({ figures: null, staff: [], customers: [] });
    expect((await request('GET', '/api/staff-view', { as: await grace(deps) })).status).toBe(403);
  });
});

async function aProgram(deps: Deps, id: string, kind: 'staff' | 'exit'): Promise<void> {
  const at = deps.now();
  const times = { opensOnDay: 1, closesAfterDays: 14, createdAt: at, updatedAt: at };
  await write(deps.db, (tx) => {
    tx.run(deps.db.insert(surveys).values({ id, kind, createdAt: at }));
    tx.run(
      deps.db
        .insert(programs)
        .values({ id, kind, surveyId: id, audience: { all: [] }, isAnonymous: kind === 'staff', ...times }),
    );
  });
}

async function aColleagueSays(
  deps: Deps,
  programId: string,
  category: ReasonCategory,
  month = '2026-10',
): Promise<void> {
  const answeredAt = new Date(`${month}-05T09:00:00Z`);
  const row = {
    id: newId(deps),
    programId,
    status: 'complete' as const,
    answers: {},
    month,
    answeredAt,
  };
  const reasons = [{ category, detail: '', question: null }];
  await write(deps.db, (tx) =>
    addResponse(deps, tx, { row, scores: [], reasons, monthlyMinor: 0, currency: '' }),
  );
}

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const manager = await alan(t.deps);
  return {
    ...t,
    view: async (query = ''): Promise<View> => {
      const response = await t.request('GET', `/api/staff-view${query}`, { as: manager });
      expect(response.status).toBe(200);
      return (await response.json()) as View;
    },
  };
}
