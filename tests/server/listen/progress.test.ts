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
    await tell('answers', { answers: { recommend: 3 } });
    await tell('opening');
    expect(await standing()).toMatchObject({ status: 'started', reachedQuestion: 'recommend' });
  });
});

test('the drop-off says after which question they stopped, in the order they are asked', async () => {
  const { t, wave, links, tell } = await invited(5);
  const [one, two, three, four] = links.map(({ token }) => token);
  await tell('answers', { answers: { recommend: 3 } }, one);
  await tell('answers', { answers: { recommend: 8 } }, two);
  await tell('answers', { answers: { recommend: 8, 'on-time': 'no' } }, three);
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
