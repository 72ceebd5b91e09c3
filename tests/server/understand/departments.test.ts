import { describe, expect, test } from 'vitest';
import type { departmentsOf } from '#server/understand/departments.ts';
import { anAnswer, type Answer } from '#tests/support/answers.ts';
import { aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type Departments = Awaited<ReturnType<typeof departmentsOf>>;
type Bands = { promoters?: number; passives?: number; detractors?: number };

const september = '2026-09-05';
const onlyOctober = '?from=2026-10&to=2026-10';

describe('the departments', () => {
  test('score as the customers they serve do, against the months before, with the share that names the service', async () => {
    const { figures, give } = await anOffice();
    await give({ promoters: 12, passives: 4, detractors: 4 }, { department: 'delivery', on: september });
    await give({ promoters: 4, passives: 4, detractors: 4 }, { department: 'delivery' });
    await give({ detractors: 8 }, { department: 'delivery', reasons: ['service/late-delivery'] });
    await give({ promoters: 10, passives: 10 }, { department: 'sales', on: september });
    await give({ promoters: 10, passives: 10 }, { department: 'sales' });
    const { whole, departments } = await figures(onlyOctober);
    expect(whole).toMatchObject({ value: 5, n: 40 });
    const [delivery, sales] = departments;
    expect(delivery).toMatchObject({
      key: 'delivery',
      nps: { value: -40, n: 20, hidden: null },
      change: { value: -80, isReal: true },
      namedService: { value: 0.4, n: 20 },
    });
    expect(sales).toMatchObject({
      key: 'sales',
      nps: { value: 50, n: 20 },
      change: { value: 0, isReal: false },
      namedService: { value: 0, n: 20 },
    });
  });

  test('of too few stay hidden, with the smallest beside them that would tell of them', async () => {
    const { figures, give } = await anOffice();
    await give({ promoters: 3 }, { department: 'legal' });
    await give({ promoters: 6 }, { department: 'billing' });
    await give({ promoters: 20 }, { department: 'sales' });
    const { departments } = await figures(onlyOctober);
    expect(departments.map(({ key, nps }) => [key, nps.n, nps.value, nps.hidden])).toEqual([
      ['billing', 'withheld', null, 'withheld'],
      ['legal', '<5', null, 'too-few'],
      ['sales', 20, 100, null],
    ]);
    expect(departments.map(({ namedService }) => namedService.n)).toEqual(['withheld', '<5', 20]);
    expect(departments.map(({ change }) => change)).toEqual([null, null, null]);
  });

  test('that were asked about have the share of 4 and 5, whoever serves the customer', async () => {
    const { figures, give } = await anOffice();
    const rated = (value: number, on: string) => ({
      others: [{ measure: 'department:delivery', value }],
      on,
    });
    await give({ promoters: 9 }, rated(5, september));
    await give({ promoters: 1 }, rated(3, september));
    await give({ promoters: 4 }, rated(4, '2026-10-05'));
    await give({ promoters: 6 }, rated(2, '2026-10-05'));
    await give({ promoters: 5 }, {});
    const { asked, departments } = await figures(onlyOctober);
    expect(asked).toEqual([
      {
        code: 'delivery',
        csat: { value: 0.4, n: 10, interval: expect.anything(), hidden: null },
        change: { value: -0.5, isReal: true, interval: expect.anything() },
      },
    ]);
    expect(departments.map(({ key }) => key)).toEqual(['']);
  });

  test('stand beside the account managers, and whoever nobody serves by name comes last', async () => {
    const { figures, give } = await anOffice();
    await give({ detractors: 5 }, {});
    await give({ promoters: 5 }, { accountManager: 'Huda Saleh' });
    await give({ passives: 5 }, { accountManager: 'Rami Aziz', tier: 'gold' });
    const { managers } = await figures(onlyOctober);
    expect(managers.map(({ key, nps }) => [key, nps.value])).toEqual([
      ['Huda Saleh', 100],
      ['Rami Aziz', 0],
      ['', -100],
    ]);
    const gold = await figures(`${onlyOctober}&tier=gold`);
    expect(gold.managers.map(({ key, nps }) => [key, nps.value])).toEqual([['Rami Aziz', 0]]);
  });

  test('have nothing to say before anybody has answered, and are not for agents', async () => {
    const { deps, request, answer } = await anOffice();
    expect(await answer('')).toEqual({ months: [], from: null, to: null, figures: null });
    const refused = await request('GET', '/api/departments/figures', { as: await grace(deps) });
    expect(refused.status).toBe(403);
  });
});

async function anOffice() {
  const office = await testApp();
  await aCompany(office.deps);
  const manager = await alan(office.deps);
  const answer = async (query: string): Promise<Departments> => {
    const response = await office.request('GET', `/api/departments/figures${query}`, { as: manager });
    expect(response.status).toBe(200);
    return response.json();
  };
  return {
    ...office,
    answer,
    figures: async (query: string) => {
      const { figures } = await answer(query);
      if (!figures) throw new Error('There are no figures');
      return figures;
    },
    give: async ({ promoters = 0, passives = 0, detractors = 0 }: Bands, of: Answer) => {
      const scores = [
        ...Array<number>(promoters).fill(9),
        ...Array<number>(passives).fill(7),
        ...Array<number>(detractors).fill(3),
      ];
      for (const nps of scores) await anAnswer(office.deps, { nps, ...of });
    },
  };
}
