import { desc } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { grants } from '#db/schema/grants.ts';
import type { PolicyGift } from '#db/schema/policy-parts.ts';
import { reverse } from '#server/answer/grants/grant-endings.ts';
import { approve } from '#server/answer/grants/grants.ts';
import { issueGrant } from '#server/answer/grants/issuing.ts';
import { redeemCredit, redeemPoints } from '#server/answer/grants/redemptions.ts';
import { whatIf } from '#server/answer/what-if/what-if.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { aCompany, aCustomer, alan, anOrder, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { anActivePolicy } from '#tests/support/policies.ts';
import { testApp } from '#tests/support/test-app.ts';

const late = { recommend: 2, price: 'same', 'on-time': 'no', reason: 'late' };
const rude = { recommend: 2, price: 'same', 'on-time': 'yes', reason: 'treatment' };

const inCredit: PolicyGift = {
  kind: 'account-credit',
  amount: { percentOfOrder: 70 },
  approval: 'agent',
};
const inPoints: PolicyGift = { kind: 'points', amount: { points: 7_000 }, approval: 'agent' };

/** An order of 1,000.00 that may be made good with up to as much, in steps of 700.00. */
async function anOrderGoneWrong(give = inCredit) {
  const t = await testApp();
  const { deps } = t;
  await aCompany(deps);
  await grace(deps);
  const actor = await alan(deps);
  const { document } = await anActivePolicy(deps, {
    rules: [{ id: 'most-of-it', name: 'Most of it', when: { categories: ['service'] }, give }],
    guards: { capPercentOfOrder: 100 },
    points: { hundredWorthMinor: 1_000, leastToRedeem: 1 },
  });
  const { id: customerId } = await aCustomer(deps);
  const { id: orderId } = await anOrder(deps, { customerId, amountMinor: 100_000 });
  const wave = await aWave(deps);
  let subjects = 0;
  const proposedFor = async (answers: Record<string, unknown>) => {
    const about = { customerId, orderId, subject: `${subjects++}` };
    const { token } = await anInvitation(deps, wave, about);
    await takeResponse(deps, token, { via: 'json', answers });
    const [grant] = await deps.db.select().from(grants).orderBy(desc(grants.proposedAt), desc(grants.id));
    return grant;
  };
  const approved = (grantId = '') => approve({ deps, actor, grantId }, {});
  const first = await proposedFor(late);
  await approved(first?.id);
  await issueGrant(deps, first?.id ?? '');
  const minutesOn = (minutes: number) => t.at(new Date(deps.now().getTime() + minutes * 60_000));
  const spending = { deps, actor, customerId, idempotencyKey: 'once' };
  const spend = (amountMinor: number) =>
    give.kind === 'points'
      ? redeemPoints(spending, { points: amountMinor / 10, currency: 'SAR' })
      : redeemCredit(spending, { amountMinor, currency: 'SAR' });
  const takeBack = () => reverse({ deps, actor, grantId: first?.id ?? '' }, 'A mistake');
  return { deps, document, first, proposedFor, approved, minutesOn, spend, takeBack };
}

test.each([
  { of: 'credit', give: inCredit, whole: 70_000, left: 55_000 },
  { of: 'points', give: inPoints, whole: 7_000, left: 5_500 },
])(
  'what was spent of $of that were taken back counts for its order before more is proposed',
  async ({ give, whole, left }) => {
    const { deps, document, first, proposedFor, approved, minutesOn, spend, takeBack } =
      await anOrderGoneWrong(give);
    expect(first?.amountMinor).toBe(whole);
    await spend(45_000);
    minutesOn(1);
    await takeBack();
    minutesOn(1);
    const second = await proposedFor(rude);
    expect(second).toMatchObject({ status: 'proposed', amountMinor: left, wrong: 'service/staff-attitude' });
    expect(second?.why.map(({ code }) => code)).toContain('cut-to-cap');
    await approved(second?.id);
    minutesOn(1);
    const { draft, real } = await whatIf(deps, document);
    const sum = (of: typeof draft) => of.costs.reduce((all, { minor }) => all + minor, 0);
    expect(sum(real)).toBe(125_000);
    expect(sum(draft)).toBe(125_000);
  },
);

test('what was taken back unspent leaves its order as it was', async () => {
  const { proposedFor, approved, minutesOn, takeBack } = await anOrderGoneWrong();
  await takeBack();
  minutesOn(1);
  const second = await proposedFor(rude);
  expect(second).toMatchObject({ status: 'proposed', amountMinor: 70_000 });
  await approved(second?.id);
});
