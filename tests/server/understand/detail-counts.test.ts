import { expect, test } from 'vitest';
import { aDeparture, anAnswer } from '#tests/support/answers.ts';
import { aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

test('details are counted over twelve months under the code that was kept, few answers not told', async () => {
  const { deps, request } = await testApp();
  await aCompany(deps);
  const as = await alan(deps);
  for (let i = 0; i < 6; i++) await anAnswer(deps, { reasons: ['service/late-delivery'] });
  await anAnswer(deps, { reasons: ['service/slow-answer'], on: '2025-11-01' });
  await anAnswer(deps, { reasons: ['price/too-high'], on: '2025-10-31' });
  await anAnswer(deps, { reasons: ['price'] });
  await aDeparture(deps, { reason: 'product/no-refills' });
  const merger = { as, body: { into: 'slow-answer' } };
  await request('POST', '/api/codebook/details/late-delivery/merger', merger);
  const { counts } = await (await request('GET', '/api/codebook/counts', { as })).json();
  expect(new Set(counts)).toEqual(
    new Set([
      { category: 'service', detail: 'late-delivery', answers: 6, leavers: 0 },
      { category: 'service', detail: 'slow-answer', answers: '<5', leavers: 0 },
      { category: 'product', detail: 'no-refills', answers: 0, leavers: 1 },
    ]),
  );
  expect((await request('GET', '/api/codebook/counts', { as: await grace(deps) })).status).toBe(403);
});
