import fc from 'fast-check';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { CODEBOOK } from '#surveys/codebook.ts';
import { manyAnswers } from '#tests/bench/many-answers.ts';
import { aDeparture, anAnswer } from '#tests/support/answers.ts';
import { aCompany } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const reason = fc
  .constantFrom(...(Object.keys(CODEBOOK) as (keyof typeof CODEBOOK)[]))
  .chain((category) =>
    fc.constantFrom(category, ...Object.keys(CODEBOOK[category]).map((detail) => `${category}/${detail}`)),
  );
const happening = fc.record({
  hasLeft: fc.boolean(),
  on: fc.constantFrom('2026-08-31', '2026-09-01', '2026-10-09'),
  nps: fc.option(fc.nat(10), { nil: undefined }),
  csat: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  reasons: fc.uniqueArray(reason, { maxLength: 4 }),
  tier: fc.constantFrom('gold', 'copper', null),
  monthlyMinor: fc.nat(100_000),
  currency: fc.constantFrom('SAR', 'USD'),
});

test('after any answers and departures, every roll-up equals its rows counted anew', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 8 }), async (happenings) => {
      for (const { hasLeft, reasons, ...rest } of happenings) {
        if (hasLeft) await aDeparture(deps, { ...rest, reason: reasons[0] ?? 'other' });
        else await anAnswer(deps, { ...answered(rest), reasons });
      }
      expect(await rollUpDifferences(deps.db)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('the fast generator counts as the product does', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  await manyAnswers(deps.db, { answers: 500, customers: 90, lastMonth: '2026-10', months: 4 });
  expect((await rollUpDifferences(deps.db)).filter(({ rollUp }) => rollUp !== 'waves')).toEqual([]);
});

test.each([
  ['scores', "UPDATE score_rollup SET n = n + 1 WHERE measure = 'nps'", { stored: 2, counted: 1 }],
  [
    'reasons',
    "DELETE FROM reason_rollup WHERE source = 'response' AND category = 'price' AND detail = ''",
    { stored: 0, counted: 1 },
  ],
  [
    'departures',
    "UPDATE reason_rollup SET monthly_minor = 0 WHERE source = 'departure' AND category = 'all'",
    { stored: 0, counted: 777 },
  ],
  ['segments', "UPDATE segment_rollup SET segment = 'service'", { stored: 0, counted: 1 }],
])('a wrong roll-up of %s is found and named', async (rollUp, sql, difference) => {
  const { deps } = await testApp();
  await aCompany(deps);
  await anAnswer(deps, { nps: 3, reasons: ['price/too-high'] });
  await aDeparture(deps, { monthlyMinor: 777 });
  await write(deps.db, (tx) => tx.run({ sql, args: [] }));
  const found = await rollUpDifferences(deps.db);
  expect(found).toContainEqual(expect.objectContaining({ rollUp, ...difference }));
  expect(new Set(found.map((one) => one.rollUp))).toEqual(new Set([rollUp]));
});

function answered(given: { nps: number | undefined; csat: number | undefined }) {
  const { nps, csat, ...rest } = given;
  return { ...rest, ...(nps === undefined ? {} : { nps }), ...(csat === undefined ? {} : { csat }) };
}
