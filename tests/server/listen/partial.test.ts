import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { invitations, waves } from '#db/schema/programs.ts';
import { reasonRollup, reasons, responses, scoreRollup, segmentRollup } from '#db/schema/responses.ts';
import { closeWaves } from '#server/ask/closing.ts';
import { hashOf } from '#server/ask/invitation.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { aCompany, aCustomer } from '#tests/support/cast.ts';
import { anInvitation, aWave, countsOf, funnelOf } from '#tests/support/invited.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';

const sofar = { recommend: 3, 'on-time': 'no' };
const whole = { recommend: 9, price: 'same', 'on-time': 'yes', reason: 'all-well' };
const consequences = { reasons, cases, grants, jobs, events, scoreRollup, segmentRollup, reasonRollup };

async function invitedAda(
  overrides: Partial<typeof invitations.$inferInsert> = {},
  program: Parameters<typeof aWave>[1] = {},
) {
  const t = await testApp();
  await aCompany(t.deps);
  const ada = await aCustomer(t.deps, { tier: 'gold' });
  const wave = await aWave(t.deps, { rewardMinor: 500, ...program });
  const { token, row } = await anInvitation(t.deps, wave, { customerId: ada.id, ...overrides });
  const save = (answers: unknown, more: object = {}, to = token) =>
    t.request('POST', `/s/${to}/answers`, { body: { answers, ...more } });
  const send = (answers: unknown) => t.request('POST', `/s/${token}`, { body: { answers } });
  const page = async (query = '') =>
    (await t.app.request(`/s/${token}${query}`, { headers: { accept: 'text/html' } })).text();
  const kept = () => t.deps.db.select().from(responses);
  const standing = async () =>
    (await t.deps.db.select().from(invitations).where(eq(invitations.id, row.id)))[0];
  return { t, ada, wave, token, save, send, page, kept, standing };
}

/** The options that are chosen on a page, as they stand. */
const chosenIn = (html: string) =>
  [...html.matchAll(/<input type="radio"[^>]*name="([^"]+)" checked="" value="([^"]+)"/g)].map(
    ([, name, value]) => `${name}=${value}`,
  );

const hiddenIn = (html: string): [string, string][] =>
  [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );

describe('answers given so far', () => {
  test('are kept as a partial response, move the invitation to started, and cause nothing', async () => {
    const { t, ada, wave, save, kept, standing } = await invitedAda();
    const response = await save(sofar, { language: 'ru' });
    expect(response.status).toBe(204);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await kept()).toMatchObject([
      {
        customerId: ada.id,
        waveId: wave.id,
        status: 'partial',
        version: 1,
        locale: 'ru',
        answers: sofar,
        nps: null,
        verbatim: null,
        month: '2026-10',
        answeredAt: testNow,
      },
    ]);
    expect(await standing()).toMatchObject({ status: 'started', reachedQuestion: 'on-time' });
    expect(await funnelOf(t.deps, wave)).toMatchObject({ delivered: 1, opened: 1, started: 1 });
    expect(Object.values(await countsOf(t.deps, consequences))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await rollUpDifferences(t.deps.db)).toEqual([]);
  });

  test('take the place of those before, on any device, and the question reached never goes back', async () => {
    const { t, save, kept, standing } = await invitedAda();
    await save(sofar);
    t.at('2026-10-14T09:00:00Z');
    await save({ recommend: 4 });
    expect(await kept()).toMatchObject([{ answers: { recommend: 4 }, answeredAt: t.deps.now() }]);
    expect(await standing()).toMatchObject({ status: 'started', reachedQuestion: 'on-time' });
  });

  test('taken back leave nothing, and nothing given is nothing begun', async () => {
    const { t, wave, save, kept } = await invitedAda();
    expect((await save({ stray: 1 })).status).toBe(204);
    expect(await kept()).toEqual([]);
    expect(await funnelOf(t.deps, wave)).toEqual({ queued: 1, sent: 1 });
    await save(sofar);
    await save({});
    expect(await kept()).toMatchObject([{ status: 'partial', answers: {} }]);
  });

  test('are kept so far as the gate would take them', async () => {
    const { save, kept } = await invitedAda();
    await save({
      recommend: 42,
      'on-time': 'no',
      stray: 'x',
      reason: 'late',
      'reason-Comment': 'x'.repeat(9000),
    });
    expect(await kept()).toMatchObject([
      { answers: { 'on-time': 'no', reason: 'late', 'reason-Comment': 'x'.repeat(4000) } },
    ]);
  });

  test.each([{}, { answers: null }, { answers: 'x' }, { answers: [1] }, [], { answers: {}, language: 'fr' }])(
    'that cannot be read are refused: %j',
    async (body) => {
      const { t, token, kept } = await invitedAda();
      expect((await t.request('POST', `/s/${token}/answers`, { body })).status).toBe(400);
      expect(await kept()).toEqual([]);
    },
  );

  test('that are too long are refused unread', async () => {
    const { save, kept } = await invitedAda();
    expect((await save({ recommend: 3, 'reason-Comment': 'x'.repeat(70_000) })).status).toBe(413);
    expect(await kept()).toEqual([]);
  });
});

describe('nothing is kept', () => {
  test('for a link nobody was given, nor for the one that people without a name share (design rule 4)', async () => {
    const { t, wave, save, kept } = await invitedAda();
    expect((await save(sofar, {}, 'A'.repeat(22))).status).toBe(404);
    const shared = 'S'.repeat(22);
    await write(t.deps.db, (tx) =>
      tx.run(
        t.deps.db
          .update(waves)
          .set({ tokenHash: hashOf(shared), preparedAt: t.deps.now() })
          .where(eq(waves.id, wave.id)),
      ),
    );
    expect((await save(sofar, {}, shared)).status).toBe(404);
    expect(await kept()).toEqual([]);
  });

  test.each([
    ['expired', { status: 'expired' as const }],
    ['expired', { closesAt: new Date('2026-10-14T07:00:00Z') }],
    ['not-asked', { status: 'skipped' as const }],
  ])('once the link is %s', async (code, overrides) => {
    const { save, kept } = await invitedAda(overrides);
    const response = await save(sofar);
    expect([response.status, await response.json()]).toMatchObject([410, { code }]);
    expect(await kept()).toEqual([]);
  });

  test('once the wave is closed', async () => {
    const { t, save, kept } = await invitedAda();
    await write(t.deps.db, (tx) => tx.run(t.deps.db.update(waves).set({ closedAt: t.deps.now() })));
    expect((await save(sofar)).status).toBe(410);
    expect(await kept()).toEqual([]);
  });

  test('once all is sent: a late save never touches the response', async () => {
    const { save, send, kept, standing } = await invitedAda();
    await save(sofar);
    expect((await send(whole)).status).toBe(201);
    const before = await kept();
    expect((await save({ recommend: 0 })).status).toBe(409);
    expect(await kept()).toEqual(before);
    expect(before).toMatchObject([{ status: 'complete', answers: whole, nps: 9 }]);
    expect(await standing()).toMatchObject({ status: 'completed' });
  });
});

describe('sending all', () => {
  test('turns what was kept into the response, counted once', async () => {
    const { t, wave, save, send, kept } = await invitedAda();
    await save(sofar);
    t.at('2026-10-14T09:00:00Z');
    expect((await send(whole)).status).toBe(201);
    expect((await send({ recommend: 0, reason: 'late' })).status).toBe(200);
    expect(await kept()).toMatchObject([
      { status: 'complete', answers: whole, nps: 9, tier: 'gold', answeredAt: t.deps.now() },
    ]);
    expect(await countsOf(t.deps, { cases, grants, events })).toEqual({ cases: 0, grants: 1, events: 2 });
    expect(await funnelOf(t.deps, wave)).toMatchObject({ started: 1, completed: 1 });
    expect(await rollUpDifferences(t.deps.db)).toEqual([]);
  });

  test('among many saves at once loses nothing and fails nobody', async () => {
    const { t, wave, save, send, kept } = await invitedAda();
    const saves = Array.from({ length: 12 }, (_, n) => save({ recommend: n % 11 }));
    const sent = [send(whole), send(whole)];
    const more = Array.from({ length: 12 }, (_, n) => save({ recommend: n % 11 }));
    const statuses = (await Promise.all([...saves, ...more])).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 204 && status !== 409)).toEqual([]);
    expect((await Promise.all(sent)).map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(await kept()).toMatchObject([{ status: 'complete', answers: whole }]);
    expect(await funnelOf(t.deps, wave)).toMatchObject({ started: 1, completed: 1 });
    expect(await rollUpDifferences(t.deps.db)).toEqual([]);
  });

  test('of a mail that had come back is counted as before', async () => {
    const { t, wave, save, send, kept, standing } = await invitedAda({ status: 'bounced' });
    expect((await save(sofar)).status).toBe(204);
    expect(await standing()).toMatchObject({ status: 'bounced', reachedQuestion: 'on-time' });
    expect(await funnelOf(t.deps, wave)).toEqual({ queued: 1, sent: 1 });
    expect((await send(whole)).status).toBe(201);
    expect(await kept()).toMatchObject([{ status: 'complete' }]);
  });
});

describe('coming back', () => {
  test('shows the answers, and looking records nothing', async () => {
    const { t, save, page } = await invitedAda();
    await save(sofar);
    const before = await t.deps.db.select().from(responses);
    expect(chosenIn(await page())).toEqual(['recommend=3', 'on-time=no']);
    expect(await t.deps.db.select().from(responses)).toEqual(before);
  });

  test('by a score clicked in the mail shows the score clicked', async () => {
    const { save, page } = await invitedAda();
    await save(sofar);
    expect(chosenIn(await page('?q=recommend&a=8'))).toEqual(['recommend=8', 'on-time=no']);
  });

  test('with nothing kept is the page everybody sees', async () => {
    const { save, page } = await invitedAda();
    const fresh = await page();
    await save(sofar);
    await save({});
    expect(await page()).toBe(fresh);
  });
});

test('a person without a script has each step kept, and comes back to where she stopped', async () => {
  const { t, token, kept, page, standing } = await invitedAda();
  const response = await t.app.request(`/s/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams([
      ['recommend', '3'],
      ['_asked', 'recommend'],
      ['_language', 'he'],
    ]).toString(),
  });
  expect(response.status).toBe(200);
  expect(await kept()).toMatchObject([{ status: 'partial', locale: 'he', answers: { recommend: 3 } }]);
  expect(await standing()).toMatchObject({ status: 'started', reachedQuestion: 'recommend' });
  expect(chosenIn(await page())).toEqual(['recommend=3']);
});

test('a survey of several pages is come back to on the first that misses something, the rest carried along', async () => {
  const { t, token, save, send, page, kept } = await invitedAda({}, { survey: 'exit-interview' });
  await save({ reason: 'price' });
  const second = await page();
  expect(second).toContain('<input type="hidden" name="reason" value="price"/>');
  expect(second).toContain('name="price-detail"');
  expect(second).toContain('name="_asked" value="reason price-detail"');
  await save({ reason: 'price', 'price-detail': 'too-high', stay: ['lower-price'] });
  expect(await page()).toContain('name="words"');
  const response = await t.app.request(`/s/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams([...hiddenIn(await page()), ['words', 'Too dear']]).toString(),
  });
  expect(response.status).toBe(200);
  expect(await kept()).toMatchObject([
    { status: 'complete', answers: { reason: 'price', 'price-detail': 'too-high', words: 'Too dear' } },
  ]);
  expect((await send({ reason: 'service' })).status).toBe(200);
});

test('when the wave closes, what was begun stays as it was, and its invitation has expired', async () => {
  const { t, save, kept, standing } = await invitedAda();
  await save(sofar);
  t.at('2026-10-16T00:00:00Z');
  await closeWaves(t.deps);
  expect(await kept()).toMatchObject([{ status: 'partial', answers: sofar }]);
  expect(await standing()).toMatchObject({ status: 'expired', reachedQuestion: 'on-time' });
  expect(await rollUpDifferences(t.deps.db)).toEqual([]);
});
