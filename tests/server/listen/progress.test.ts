import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { invitations } from '#db/schema/programs.ts';
import { dropOffOf } from '#server/ask/drop-off.ts';
import { furtherQuestion, lastAnswered } from '#server/listen/reached-question.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { aCompany, aCustomer } from '#tests/support/cast.ts';
import { anInvitation, aWave, funnelOf } from '#tests/support/invited.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';

async function invited(howMany = 1) {
  const t = await testApp();
  await aCompany(t.deps);
  const wave = await aWave(t.deps);
  const links = [];
  for (let n = 0; n < howMany; n++) {
    const customer = await aCustomer(t.deps);
    links.push(await anInvitation(t.deps, wave, { customerId: customer.id }));
  }
  const [first] = links;
  if (!first) throw new Error('Nobody is invited');
  const standing = async () => {
    const [row] = await t.deps.db.select().from(invitations).where(eq(invitations.id, first.row.id));
    return row;
  };
  const tell = (what: string, body?: unknown, token = first.token) =>
    t.request('POST', `/s/${token}/${what}`, { body });
  return { t, wave, links, token: first.token, standing, tell };
}

const monthly = shippedSurveys().find(({ code }) => code === 'monthly')?.definition;
if (!monthly) throw new Error('The monthly survey is not shipped');

test.each([
  [null, 'recommend', 'recommend'],
  ['recommend', 'on-time', 'on-time'],
  ['on-time', 'recommend', null],
  ['on-time', 'on-time', null],
  ['on-time', 'nothing-we-ask', null],
  [null, '', null],
])('after %s, %s is further: %s', (before, next, further) => {
  expect(furtherQuestion(monthly, before, next)).toBe(further);
});

test.each([
  [{}, null],
  [{ recommend: 9 }, 'recommend'],
  [{ recommend: 9, 'on-time': 'yes' }, 'on-time'],
  [{ nonsense: 1 }, null],
])('of %j the last answer is to %s', (answers, last) => {
  expect(lastAnswered(monthly, answers)).toBe(last);
});

describe('a page before a person’s eyes', () => {
  test('is opened once, by its script and never by a GET', async () => {
    const { t, wave, token, standing, tell } = await invited();
    for (const method of ['GET', 'HEAD']) await t.app.request(`/s/${token}`, { method });
    for (const method of ['GET', 'HEAD']) await t.app.request(`/s/${token}/opening`, { method });
    expect(await funnelOf(t.deps, wave)).toEqual({ queued: 1, sent: 1 });
    expect((await tell('opening')).status).toBe(204);
    expect((await tell('opening')).status).toBe(204);
    expect(await funnelOf(t.deps, wave)).toEqual({ queued: 1, sent: 1, delivered: 1, opened: 1 });
    expect(await standing()).toMatchObject({ status: 'opened', openedAt: testNow, startedAt: null });
  });

  test('does not go back when it is opened again after the start', async () => {
    const { standing, tell } = await invited();
    await tell('progress', { question: 'recommend' });
    await tell('opening');
    expect(await standing()).toMatchObject({ status: 'started', reachedQuestion: 'recommend' });
  });
});

describe('progress', () => {
  test('is a start, and goes only forward', async () => {
    const { t, wave, standing, tell } = await invited();
    await tell('progress', { question: 'on-time' });
    await tell('progress', { question: 'recommend' });
    await tell('progress', { question: 'nothing-we-ask' });
    expect(await standing()).toMatchObject({ status: 'started', reachedQuestion: 'on-time' });
    expect(await funnelOf(t.deps, wave)).toMatchObject({ started: 1 });
  });

  test('told many times at once is told once', async () => {
    const { t, wave, standing, tell } = await invited();
    const told = ['opening', 'progress', 'progress', 'opening', 'progress'].map((what) =>
      tell(what, { question: 'recommend' }),
    );
    expect((await Promise.all(told)).map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
    expect(await funnelOf(t.deps, wave)).toMatchObject({ opened: 1 });
    await tell('progress', { question: 'recommend' });
    expect(await standing()).toMatchObject({ status: 'started', reachedQuestion: 'recommend' });
    expect(await funnelOf(t.deps, wave)).toMatchObject({ opened: 1, started: 1 });
  });

  test('after the end is passed over', async () => {
    const { t, standing, tell, token } = await invited();
    const answers = { recommend: 9, price: 'same', 'on-time': 'yes', reason: 'all-well' };
    expect((await t.request('POST', `/s/${token}`, { body: { answers } })).status).toBe(201);
    expect((await tell('progress', { question: 'recommend' })).status).toBe(204);
    expect(await standing()).toMatchObject({ status: 'completed', reachedQuestion: null });
    expect((await tell('progress', { question: 'recommend' }, 'A'.repeat(22))).status).toBe(204);
  });

  test.each([{}, { question: 7 }, { question: 'x'.repeat(61) }, []])(
    'that cannot be read is refused: %j',
    async (body) => {
      const { tell, standing } = await invited();
      expect((await tell('progress', body)).status).toBe(400);
      expect(await standing()).toMatchObject({ status: 'sent' });
    },
  );

  test('of a person without a script comes with her forms', async () => {
    const { t, token, standing } = await invited();
    const response = await t.app.request(`/s/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: new URLSearchParams([
        ['recommend', '3'],
        ['_asked', 'recommend'],
      ]).toString(),
    });
    expect(response.status).toBe(200);
    expect(await standing()).toMatchObject({ status: 'started', reachedQuestion: 'recommend' });
  });
});

test('the drop-off says after which question they stopped, in the order they are asked', async () => {
  const { t, wave, links, tell } = await invited(5);
  const [one, two, three, four] = links.map(({ token }) => token);
  await tell('progress', { question: 'recommend' }, one);
  await tell('progress', { question: 'recommend' }, two);
  await tell('progress', { question: 'on-time' }, three);
  await tell('opening', undefined, four);
  const stopped = await dropOffOf(t.deps.db, wave.id);
  expect(stopped.map(({ question }) => question).slice(0, 2)).toContain('recommend');
  expect(Object.fromEntries(stopped.map(({ question, n }) => [question, n]))).toMatchObject({
    recommend: 2,
    'on-time': 1,
  });
  expect(stopped.every(({ title }) => title.length > 0)).toBe(true);
  const inArabic = await dropOffOf(t.deps.db, wave.id, 'ar');
  expect(inArabic[0]?.title).toMatch(/\p{Script=Arabic}/u);
  const answers = { recommend: 9, price: 'same', 'on-time': 'yes', reason: 'all-well' };
  await t.request('POST', `/s/${one}`, { body: { answers } });
  expect((await dropOffOf(t.deps.db, wave.id)).find(({ question }) => question === 'recommend')?.n).toBe(1);
});
