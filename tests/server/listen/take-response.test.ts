import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { invitations, waves } from '#db/schema/programs.ts';
import { reasonRollup, reasons, responses, scoreRollup, segmentRollup } from '#db/schema/responses.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { aColleague, aCompany, aCustomer, anOrder, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave, countsOf, funnelOf } from '#tests/support/invited.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

const happy = { recommend: 9, price: 'same', 'on-time': 'yes', reason: 'all-well' };
const unhappy = {
  recommend: 2,
  price: 'more',
  'on-time': 'no',
  reason: 'late',
  'reason-Comment': 'تأخر الطلب',
};
const tables = { responses, reasons, cases, grants, jobs, events, scoreRollup, segmentRollup };

async function invitedAda(t: TestApp, program: Parameters<typeof aWave>[1] = {}) {
  const { deps } = t;
  await aCompany(deps);
  const ada = await aCustomer(deps, { tier: 'gold', monthlyRevenueMinor: 90_000, accountManager: 'Huda' });
  const wave = await aWave(deps, program);
  const { token, row } = await anInvitation(deps, wave, { customerId: ada.id, locale: 'ar' });
  return { ada, wave, token, invitation: row };
}

const take = (t: TestApp, token: string, answers: unknown) =>
  takeResponse(t.deps, token, { via: 'json', answers, language: null });

describe('a good answer', () => {
  test('is kept, counted and moves its invitation, and causes nothing else', async () => {
    const t = await testApp();
    const { ada, wave, token } = await invitedAda(t);
    expect(await take(t, token, happy)).toMatchObject({
      outcome: 'taken',
      thanks: { contact: null, reward: null },
    });
    expect(await t.deps.db.select().from(responses)).toMatchObject([
      {
        customerId: ada.id,
        waveId: wave.id,
        programId: 'monthly',
        status: 'complete',
        locale: 'ar',
        answers: happy,
        nps: 9,
        verbatim: null,
        tier: 'gold',
        accountManager: 'Huda',
        month: '2026-10',
        answeredAt: t.deps.now(),
      },
    ]);
    expect(await countsOf(t.deps, { cases, grants, jobs, reasons })).toEqual({
      cases: 0,
      grants: 0,
      jobs: 0,
      reasons: 0,
    });
    expect(await funnelOf(t.deps, wave)).toEqual({
      queued: 1,
      sent: 1,
      delivered: 1,
      opened: 1,
      started: 1,
      completed: 1,
    });
    expect(await t.deps.db.select().from(events)).toMatchObject([
      { kind: 'response-received', customerId: ada.id, caseId: null },
    ]);
  });

  test('is filed under the month of the company, not of Greenwich', async () => {
    const t = await testApp();
    const { token } = await invitedAda(t, { closesAt: new Date('2026-11-15T00:00:00Z') });
    t.at('2026-10-31T22:00:00Z');
    await take(t, token, happy);
    expect(await t.deps.db.select({ month: responses.month }).from(responses)).toEqual([
      { month: '2026-11' },
    ]);
  });
});

describe('a bad answer', () => {
  test('opens a case with an owner and due times, proposes the compensation and says so to nobody yet', async () => {
    const t = await testApp();
    const { ada, token } = await invitedAda(t);
    const agent = await grace(t.deps);
    const order = await anOrder(t.deps, { customerId: ada.id });
    expect(await take(t, token, unhappy)).toMatchObject({
      outcome: 'taken',
      thanks: { contact: { name: 'Grace Hopper', by: new Date('2026-10-14T11:00:00Z') }, reward: null },
    });
    const [response] = await t.deps.db.select().from(responses);
    expect(response).toMatchObject({ nps: 2, verbatim: 'تأخر الطلب' });
    expect(await t.deps.db.select().from(reasons)).toMatchObject([
      {
        responseId: response?.id,
        category: 'service',
        detail: 'late-delivery',
        status: 'stated',
        question: 'reason',
      },
      {
        responseId: response?.id,
        category: 'price',
        detail: 'too-high',
        status: 'stated',
        question: 'price',
      },
    ]);
    const [opened] = await t.deps.db.select().from(cases);
    expect(opened).toMatchObject({
      customerId: ada.id,
      responseId: response?.id,
      status: 'open',
      ownerId: agent.id,
      score: 2,
      scoreMeasure: 'nps',
      tier: 'gold',
      category: 'service',
      detail: 'late-delivery',
      openedAt: t.deps.now(),
      why: [
        { code: 'bad-nps', facts: { score: 2 } },
        { code: 'service-wrong', facts: { reason: 'service/late-delivery' } },
      ],
    });
    expect(await t.deps.db.select().from(grants)).toMatchObject([
      {
        caseId: opened?.id,
        responseId: response?.id,
        orderId: order.id,
        role: 'compensation',
        kind: 'account-credit',
        amountMinor: 24_800,
        currency: 'SAR',
        status: 'proposed',
        wrong: 'service/late-delivery',
        rule: 'order-share-20',
      },
    ]);
    const happened = await t.deps.db.select().from(events).orderBy(asc(events.id));
    expect(happened.map(({ kind, caseId }) => [kind, caseId])).toEqual([
      ['response-received', opened?.id],
      ['case-opened', opened?.id],
      ['compensation-proposed', opened?.id],
    ]);
    // Its event is what tells of it; no job has to.
    expect(await t.deps.db.select().from(jobs)).toEqual([]);
  });

  test('about service passes by the account manager complained about', async () => {
    const t = await testApp();
    const { token } = await invitedAda(t);
    await aColleague(t.deps, { name: 'HUDA' });
    await take(t, token, unhappy);
    expect(await t.deps.db.select({ ownerId: cases.ownerId }).from(cases)).toEqual([{ ownerId: null }]);
  });

  test('is counted with the money at risk', async () => {
    const t = await testApp();
    const { token } = await invitedAda(t);
    await take(t, token, unhappy);
    const slice = { month: '2026-10', programId: 'monthly', tier: 'gold', n: 1 };
    const rolled = await t.deps.db
      .select()
      .from(reasonRollup)
      .orderBy(asc(reasonRollup.category), asc(reasonRollup.detail));
    expect(rolled).toEqual(
      [
        ['all', ''],
        ['price', ''],
        ['price', 'too-high'],
        ['service', ''],
        ['service', 'late-delivery'],
      ].map(([category, detail]) => ({
        ...slice,
        source: 'response',
        category,
        detail,
        currency: 'SAR',
        monthlyMinor: 90_000,
      })),
    );
    expect(await t.deps.db.select().from(segmentRollup)).toEqual([{ ...slice, segment: 'price+service' }]);
    expect(await t.deps.db.select().from(scoreRollup).orderBy(asc(scoreRollup.measure))).toEqual([
      { ...slice, measure: 'nps', value: '2' },
      { ...slice, measure: 'on-time', value: '0' },
      { ...slice, measure: 'price-expectation', value: '1' },
    ]);
  });

  test.each([
    ['the last order before the answer, not a quote, not one after it', null, 'A-last'],
    ['the order asked about', 'o-first', 'A-first'],
  ])('is compensated on %s', async (_, orderId, externalId) => {
    const t = await testApp();
    await aCompany(t.deps);
    const { id: customerId } = await aCustomer(t.deps);
    const order = (id: string, overrides: Partial<Parameters<typeof anOrder>[1]>) =>
      anOrder(t.deps, { id: `o-${id}`, externalId: `A-${id}`, customerId, ...overrides });
    await order('first', { orderedOn: '2026-08-01' });
    await order('last', { orderedOn: '2026-10-14' });
    await order('after', { orderedOn: '2026-10-15' });
    await order('quote', { orderedOn: '2026-10-14', kind: 'quote' });
    await order('free', { orderedOn: '2026-10-14', amountMinor: 0 });
    const { token } = await anInvitation(t.deps, await aWave(t.deps), { customerId, orderId });
    await take(t, token, unhappy);
    const [grant] = await t.deps.db.select().from(grants);
    expect(grant?.orderId).toBe(externalId.replace('A-', 'o-'));
    expect(grant?.why).toContainEqual(
      expect.objectContaining({ facts: expect.objectContaining({ order: externalId }) }),
    );
  });

  test('without an order opens the case and says why nothing is proposed', async () => {
    const t = await testApp();
    const { token } = await invitedAda(t);
    await take(t, token, unhappy);
    expect(await t.deps.db.select().from(grants)).toEqual([]);
    const [opened] = await t.deps.db.select().from(cases);
    expect(opened?.why).toContainEqual({ code: 'no-compensation-no-order', facts: {} });
  });

  test('over the same wrong of the same order, a month later, is answered but not paid twice', async () => {
    const t = await testApp();
    const { ada, wave, token } = await invitedAda(t);
    await anOrder(t.deps, { customerId: ada.id });
    await take(t, token, unhappy);
    const second = { ...wave, id: 'second', run: 2 };
    await write(t.deps.db, (tx) => tx.run(t.deps.db.insert(waves).values(second)));
    const again = await anInvitation(t.deps, second, { customerId: ada.id });
    await take(t, again.token, unhappy);
    expect(await countsOf(t.deps, { responses, cases, grants })).toEqual({
      responses: 2,
      cases: 2,
      grants: 1,
    });
  });
});

test('everyone who answers is given what the program gives, good score or bad (A2)', async () => {
  const t = await testApp();
  const { ada, token } = await invitedAda(t, { rewardMinor: 500 });
  expect(await take(t, token, happy)).toMatchObject({
    thanks: { reward: { amountMinor: 500, currency: 'SAR' } },
  });
  const [reward] = await t.deps.db.select().from(grants);
  expect(reward).toMatchObject({
    customerId: ada.id,
    role: 'reward',
    status: 'approved',
    amountMinor: 500,
    currency: 'SAR',
    orderId: null,
  });
  expect(await t.deps.db.select().from(jobs)).toMatchObject([
    { kind: 'issue-grant', payload: { grantId: reward?.id } },
  ]);
  expect(await t.deps.db.select({ kind: events.kind }).from(events)).toContainEqual({
    kind: 'reward-granted',
  });
});

describe('the same invitation twice', () => {
  test('is stored once and gets the first answer its thank-you', async () => {
    const t = await testApp();
    const { token } = await invitedAda(t, { rewardMinor: 500 });
    await grace(t.deps);
    const first = await take(t, token, unhappy);
    const before = await countsOf(t.deps, tables);
    const second = await take(t, token, happy);
    expect(second).toMatchObject({ outcome: 'already', thanks: 'thanks' in first ? first.thanks : null });
    expect(await countsOf(t.deps, tables)).toEqual(before);
  });

  test('is stored once when both arrive at once', async () => {
    const t = await testApp();
    const { wave, token } = await invitedAda(t, { rewardMinor: 500 });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => take(t, token, unhappy)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([...Array(7).fill('already'), 'taken']);
    expect(await countsOf(t.deps, { responses, cases, grants })).toEqual({
      responses: 1,
      cases: 1,
      grants: 1,
    });
    expect((await funnelOf(t.deps, wave)).completed).toBe(1);
  });
});

test('two answers that wrong one order at the same moment are both kept, and it is paid once', async () => {
  const t = await testApp();
  await aCompany(t.deps);
  const wave = await aWave(t.deps);
  const [ada, bob] = [await aCustomer(t.deps), await aCustomer(t.deps, { name: 'Bob' })];
  const order = await anOrder(t.deps, { customerId: ada.id });
  const invited = [ada, bob].map(({ id }) =>
    anInvitation(t.deps, wave, { customerId: id, orderId: order.id }),
  );
  const tokens = (await Promise.all(invited)).map(({ token }) => token);
  const outcomes = await Promise.all(tokens.map((token) => take(t, token, unhappy)));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['taken', 'taken']);
  expect(await countsOf(t.deps, { responses, cases, grants })).toEqual({ responses: 2, cases: 2, grants: 1 });
});

test('an invitation whose mail came back can still be answered, and its stages are counted once', async () => {
  const t = await testApp();
  const { wave, token, invitation } = await invitedAda(t);
  const { db } = t.deps;
  await write(db, (tx) =>
    tx.run(db.update(invitations).set({ status: 'bounced' }).where(eq(invitations.id, invitation.id))),
  );
  expect(await take(t, token, happy)).toMatchObject({ outcome: 'taken' });
  expect(await funnelOf(t.deps, wave)).toMatchObject({ queued: 1, sent: 1, completed: 1 });
});

describe('what is not taken', () => {
  test.each([
    ['an unknown token', 'AAAAAAAAAAAAAAAAAAAAAA'],
    ['a token that is none', "' OR 1=1 --"],
    ['an empty token', ''],
  ])('%s', async (_, token) => {
    expect(await take(await testApp(), token, happy)).toEqual({ outcome: 'unknown' });
  });

  test.each([
    ['expired', { closesAt: new Date('2026-10-14T07:00:00Z') }, {}],
    ['expired', {}, { status: 'expired' }],
    ['not-asked', {}, { status: 'skipped' }],
  ] as const)('one %s (%j %j)', async (outcome, program, overrides) => {
    const t = await testApp();
    await aCompany(t.deps);
    const { id: customerId } = await aCustomer(t.deps);
    const { token } = await anInvitation(t.deps, await aWave(t.deps, program), { customerId, ...overrides });
    expect(await take(t, token, happy)).toMatchObject({ outcome });
    expect(await countsOf(t.deps, { responses })).toEqual({ responses: 0 });
  });

  test.each<[string, unknown]>([
    ['NPS 11', { ...happy, recommend: 11 }],
    ['NPS -1', { ...happy, recommend: -1 }],
    ['NPS 9.5', { ...happy, recommend: 9.5 }],
    ['NPS in quotes', { ...happy, recommend: '9' }],
    ['NPS in a list', { ...happy, recommend: [9] }],
    ['a choice nobody offered', { ...happy, reason: 'free-money' }],
    ['an unknown key', { ...happy, isAdmin: true }],
    ['a polluted prototype', JSON.parse('{"recommend": 9, "__proto__": {"nps": 0}}')],
    ['a comment too long', { ...happy, 'reason-Comment': 'x'.repeat(5000) }],
    ['nothing', {}],
    ['a list', [9]],
    ['null', null],
    ['a text', 'recommend=9'],
  ])('%s', async (_, answers) => {
    const t = await testApp();
    const { token } = await invitedAda(t);
    const outcome = await take(t, token, answers);
    expect(outcome).toMatchObject({ outcome: 'invalid' });
    expect(await countsOf(t.deps, tables)).toMatchObject({ responses: 0, events: 0, scoreRollup: 0 });
    expect(await take(t, token, happy)).toMatchObject({ outcome: 'taken' });
  });
});

test('answers to hidden questions are let go, not stored', async () => {
  const t = await testApp();
  const { token } = await invitedAda(t, { survey: 'exit-interview' });
  const outcome = await take(t, token, {
    reason: 'price',
    'price-detail': 'too-high',
    'service-detail': 'late',
  });
  expect(outcome).toMatchObject({ outcome: 'taken' });
  const [response] = await t.deps.db.select().from(responses);
  expect(response?.answers).not.toHaveProperty('service-detail');
  expect(
    await t.deps.db.select({ category: reasons.category, detail: reasons.detail }).from(reasons),
  ).toEqual([{ category: 'price', detail: 'too-high' }]);
});
