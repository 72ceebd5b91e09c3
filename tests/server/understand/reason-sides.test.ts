import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import { readFact, type FactReason } from '#server/listen/response-fact.ts';
import { replaceFact, standingFact } from '#server/listen/response-facts.ts';
import type { reasonsOf } from '#server/understand/reasons.ts';
import { anAnswer, type Answer } from '#tests/support/answers.ts';
import { aCompany, alan } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type Reasons = Awaited<ReturnType<typeof reasonsOf>>;

describe('how reasons came to be known', () => {
  test('is told apart: chosen, read from the words, confirmed by a person', async () => {
    const { deps, figures } = await anOffice();
    const late = { category: 'service', detail: 'late-delivery' };
    for (let i = 0; i < 4; i++) await anAnswer(deps, { whys: [['price', 'service']] });
    for (let i = 0; i < 3; i++) await anAnswer(deps);
    for (let i = 0; i < 2; i++) await learned(deps, await anAnswer(deps), { inferred: [late, late] });
    await learned(deps, await anAnswer(deps, { whys: [['price']] }), { inferred: [late], confirmed: [late] });
    const { sides } = await figures();
    const side = (name: string) => sides?.find(({ category }) => category === name);
    expect(side('price')).toMatchObject({
      stated: { count: 5, share: { value: 0.5, n: 10 } },
      inferred: { count: 0, share: { value: 0 } },
      confirmed: { count: 0 },
    });
    expect(side('service')).toMatchObject({
      stated: { count: 4, share: { value: 0.4 } },
      inferred: { count: 3, share: { value: 0.3 } },
      confirmed: { count: 1, share: { value: 0.1 } },
    });
  });

  test('stays hidden where too few answered', async () => {
    const { deps, figures } = await anOffice();
    for (let i = 0; i < 4; i++) await anAnswer(deps, { whys: [['price']] });
    const { sides } = await figures();
    expect(sides?.[0]?.stated).toMatchObject({ count: '<5', share: { value: null, hidden: 'too-few' } });
  });
});

describe('polite excuses (R5)', () => {
  test('are answers whose indirect question names another reason than the first, the commonest pair first', async () => {
    const { deps, figures } = await anOffice();
    await several(deps, 1, { whys: [['service'], ['price']] });
    await several(deps, 4, { whys: [['price'], ['service/late-delivery']] });
    await several(deps, 5, { whys: [['price/too-high'], ['price/extra-charges', 'service']] });
    await several(deps, 3, { whys: [['price'], []] });
    await several(deps, 3, { whys: [['price']] });
    const { excuses } = await figures();
    expect(excuses).toEqual({
      asked: 10,
      differ: { value: 0.5, n: 10, interval: expect.anything(), hidden: null },
      pairs: [
        { first: 'price', other: 'service', count: 4 },
        { first: 'service', other: 'price', count: 1 },
      ],
    });
  });

  test('are not told of fewer than five', async () => {
    const { deps, figures } = await anOffice();
    await several(deps, 4, { whys: [['price'], ['service']] });
    await several(deps, 9, { whys: [['price']] });
    expect((await figures()).excuses).toMatchObject({
      asked: '<5',
      differ: { value: null, hidden: 'too-few' },
      pairs: [],
    });
  });

  test('are withheld where the whole less them would tell of too few', async () => {
    const { deps, figures } = await anOffice();
    await several(deps, 8, { whys: [['price'], ['service']], tier: 'gold' });
    await several(deps, 3, { whys: [['price'], ['service']], tier: 'copper' });
    expect((await figures()).excuses).toMatchObject({ asked: 11, differ: { value: 1 } });
    expect((await figures('?tier=gold')).excuses).toMatchObject({
      asked: 'withheld',
      differ: { value: null, n: 'withheld', hidden: 'withheld' },
      pairs: [],
    });
  });
});

async function several(deps: Deps, n: number, of: Answer): Promise<void> {
  for (let i = 0; i < n; i++) await anAnswer(deps, of);
}

/** What was learned of an answer after it was given. */
async function learned(
  deps: Deps,
  { id }: { id: string },
  known: { inferred?: FactReason[]; confirmed?: FactReason[] },
): Promise<void> {
  const standing = await standingFact(deps.db, id);
  if (!standing) throw new Error('An answer leaves a fact');
  await write(deps.db, (tx) => replaceFact(tx, { standing, fact: { ...readFact(standing.said), ...known } }));
}

async function anOffice() {
  const office = await testApp();
  await aCompany(office.deps);
  const manager = await alan(office.deps);
  return {
    ...office,
    figures: async (query = '') => {
      const response = await office.request('GET', `/api/reasons${query}`, { as: manager });
      expect(response.status).toBe(200);
      const { figures }: Reasons = await response.json();
      if (!figures) throw new Error('There are no figures');
      return figures;
    },
  };
}
