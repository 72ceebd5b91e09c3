import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { customers } from '#db/schema/customers.ts';
import { events } from '#db/schema/events.ts';
import { messages } from '#db/schema/email.ts';
import { jobs } from '#db/schema/jobs.ts';
import { waves } from '#db/schema/programs.ts';
import {
  reasonRollup,
  reasons,
  responses,
  responseVersions,
  scoreRollup,
  segmentRollup,
} from '#db/schema/responses.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { aColleague, aCompany, aCustomer, alan, anOrder, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave, countsOf, funnelOf } from '#tests/support/invited.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';

const happy = { recommend: 9, price: 'same', 'on-time': 'yes', reason: 'all-well' };
const late = {
  recommend: 2,
  price: 'more',
  'on-time': 'no',
  reason: 'late',
  'reason-Comment': 'It came late',
};
const later = '2026-10-14T10:00:00Z';

async function answeredAda(
  answers: object = happy,
  program: Parameters<typeof aWave>[1] = { rewardMinor: 500 },
) {
  const t = await testApp();
  await aCompany(t.deps);
  const agent = await grace(t.deps);
  const ada = await aCustomer(t.deps, { tier: 'gold', monthlyRevenueMinor: 9000 });
  const wave = await aWave(t.deps, program);
  const { token, row } = await anInvitation(t.deps, wave, { customerId: ada.id });
  const path = `/s/${token}`;
  const send = (body: object) => t.request('POST', path, { body });
  if ((await send({ answers })).status !== 201) throw new Error('The first answer was refused');
  t.at(later);
  const correct = (to: unknown, more: object = {}) => send({ answers: to, correcting: true, ...more });
  const kept = async () => (await t.deps.db.select().from(responses))[0];
  const page = async (query: string) =>
    (await t.app.request(path + query, { headers: { accept: 'text/html' } })).text();
  return { ...t, agent, ada, wave, path, invitation: row, send, correct, kept, page };
}

type Answered = Awaited<ReturnType<typeof answeredAda>>;

async function figures({ deps }: Answered) {
  const all = await Promise.all(
    [scoreRollup, segmentRollup, reasonRollup].map((table) => deps.db.select().from(table)),
  );
  return all.flat().filter(({ n }) => n !== 0);
}

describe('a correction', () => {
  test('keeps what was said before, and the row says the new answer in the month it counted in', async () => {
    const t = await answeredAda();
    const first = await t.kept();
    t.at('2026-10-14T23:30:00Z');
    const response = await t.correct(late, { language: 'ru' });
    expect([response.status, await response.json()]).toMatchObject([200, { outcome: 'corrected' }]);
    expect(await t.kept()).toEqual({
      ...first,
      version: 2,
      locale: 'ru',
      answers: late,
      nps: 2,
      verbatim: 'It came late',
    });
    expect(await t.deps.db.select().from(responseVersions)).toEqual([
      {
        responseId: first?.id,
        version: 1,
        locale: 'en',
        answers: happy,
        verbatim: null,
        answeredAt: testNow,
      },
    ]);
    expect(await t.deps.db.select().from(reasons).orderBy(asc(reasons.id))).toMatchObject([
      { category: 'service', detail: 'late-delivery', status: 'stated', month: '2026-10' },
      { category: 'price', detail: 'too-high', status: 'stated', month: '2026-10' },
    ]);
  });

  test('moves every figure to what it would be had she said it at once', async () => {
    const [corrected, atOnce] = [await answeredAda(), await answeredAda(late)];
    await corrected.correct(late);
    expect(await figures(corrected)).toEqual(await figures(atOnce));
    await corrected.correct(happy);
    expect(await figures(corrected)).toEqual(await figures(await answeredAda()));
    expect(await rollUpDifferences(corrected.deps.db)).toEqual([]);
    expect(await funnelOf(corrected.deps, corrected.wave)).toMatchObject({ started: 1, completed: 1 });
  });

  test('takes back the money that was counted, whatever the customer is worth by now', async () => {
    const t = await answeredAda(late);
    const set = { monthlyRevenueMinor: 77, currency: 'EUR', tier: 'copper' as const };
    await write(t.deps.db, (tx) =>
      tx.run(t.deps.db.update(customers).set(set).where(eq(customers.id, t.ada.id))),
    );
    await t.correct(happy);
    expect(await figures(t)).toEqual(await figures(await answeredAda()));
  });

  test('shows in no list of reasons what nobody says any more', async () => {
    const reasonsOf = async (t: Answered) => {
      const as = await alan(t.deps);
      return (await t.request('GET', '/api/reasons?from=2026-10&to=2026-10', { as })).json();
    };
    const t = await answeredAda(late);
    await t.correct(happy);
    expect(await reasonsOf(t)).toEqual(await reasonsOf(await answeredAda()));
  });

  test('that says the same changes nothing', async () => {
    const t = await answeredAda();
    const before = await t.kept();
    const response = await t.correct({ ...happy });
    expect([response.status, await response.json()]).toMatchObject([200, { outcome: 'already' }]);
    expect(await t.kept()).toEqual(before);
    expect(await countsOf(t.deps, { responseVersions, events })).toEqual({ responseVersions: 0, events: 2 });
  });

  test('sent without saying that it is one is a second answer, and changes nothing (design rule 2)', async () => {
    const t = await answeredAda();
    expect((await t.send({ answers: late })).status).toBe(200);
    expect(await t.kept()).toMatchObject({ version: 1, answers: happy });
  });

  test('with something wrong is refused, and the answer stands', async () => {
    const t = await answeredAda();
    expect((await t.correct({ recommend: 42 })).status).toBe(400);
    expect((await t.correct(null)).status).toBe(400);
    expect(await t.kept()).toMatchObject({ version: 1, answers: happy });
  });

  test('of nothing sent yet is an answer as ever', async () => {
    const t = await testApp();
    await aCompany(t.deps);
    const wave = await aWave(t.deps);
    const { token } = await anInvitation(t.deps, wave, { customerId: (await aCustomer(t.deps)).id });
    const body = { answers: happy, correcting: true };
    expect((await t.request('POST', `/s/${token}`, { body })).status).toBe(201);
    expect((await t.request('POST', `/s/${'A'.repeat(22)}`, { body })).status).toBe(404);
  });

  test.each([
    ['expired', (t: Answered) => Promise.resolve(t.at('2026-10-15T00:00:00Z'))],
    [
      'closed',
      (t: Answered) =>
        write(t.deps.db, (tx) => tx.run(t.deps.db.update(waves).set({ closedAt: t.deps.now() }))),
    ],
  ])('comes too late when the wave is %s, and she is told so', async (code, close) => {
    const t = await answeredAda();
    await close(t);
    const response = await t.correct(late);
    expect([response.status, await response.json()]).toMatchObject([410, { code }]);
    expect(await t.kept()).toMatchObject({ version: 1, answers: happy });
    expect(await t.page('')).not.toContain('?correct');
    expect(await t.page('?correct')).not.toContain('name="recommend"');
  });

  test('many at once are kept one after the other', async () => {
    const t = await answeredAda();
    const scores = [0, 1, 2, 3];
    const done = await Promise.all(scores.map((recommend) => t.correct({ ...late, recommend })));
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await t.kept()).toMatchObject({ version: 5 });
    const versions = await t.deps.db.select().from(responseVersions).orderBy(asc(responseVersions.version));
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    const said = [...versions, await t.kept()].map((version) => version?.answers['recommend']);
    expect(said.toSorted()).toEqual([0, 1, 2, 3, 9]);
    expect(await countsOf(t.deps, { cases })).toEqual({ cases: 1 });
    expect(await rollUpDifferences(t.deps.db)).toEqual([]);
  });
});

describe('a correction that turns bad', () => {
  test('opens the case with its alert and its offer, and gives no second reward', async () => {
    const t = await answeredAda();
    const order = await anOrder(t.deps, { customerId: t.ada.id });
    await anOrder(t.deps, { customerId: t.ada.id, orderedOn: '2026-10-15' });
    const response = await t.correct(late);
    expect(await response.json()).toMatchObject({
      thanks: {
        contact: { name: 'Grace Hopper' },
        reward: { amountMinor: 500 },
        offers: { correction: true },
      },
    });
    const [opened] = await t.deps.db.select().from(cases);
    expect(opened).toMatchObject({
      ownerId: t.agent.id,
      score: 2,
      openedAt: new Date(later),
      status: 'open',
      why: [{ code: 'bad-nps' }, { code: 'service-wrong' }],
    });
    expect(await t.deps.db.select().from(grants).orderBy(asc(grants.role))).toMatchObject([
      { role: 'compensation', orderId: order.id, caseId: opened?.id },
      { role: 'reward' },
    ]);
    const happened = (await t.deps.db.select().from(events).orderBy(asc(events.id))).slice(2);
    expect(happened).toMatchObject([
      {
        kind: 'response-corrected',
        caseId: opened?.id,
        data: { version: 2, before: { nps: 9 }, after: { nps: 2 } },
      },
      { kind: 'case-opened' },
      { kind: 'compensation-proposed' },
    ]);
    await t.runJobs();
    const alerts = await t.deps.db.select().from(messages).where(eq(messages.kind, 'case-alert'));
    expect(alerts).toMatchObject([{ toEmail: t.agent.email, caseId: opened?.id }]);
  });

  test('and good and bad again opens one case, offers once, and shows each change in its timeline', async () => {
    const t = await answeredAda();
    await anOrder(t.deps, { customerId: t.ada.id });
    await t.correct(late);
    const [first] = await t.deps.db.select().from(cases);
    await aColleague(t.deps, { name: 'Barbara' });
    await t.correct(happy);
    await t.correct({ ...late, reason: 'treatment' });
    expect(await t.deps.db.select().from(cases)).toEqual([first]);
    expect(await countsOf(t.deps, { grants, responseVersions })).toEqual({ grants: 2, responseVersions: 3 });
    const page = await (await t.request('GET', `/api/cases/${first?.id}`, { as: t.agent })).json();
    const { story } = page as { story: { items: { kind: string; data: object }[] } };
    expect(story.items.filter(({ kind }) => kind === 'response-corrected')).toMatchObject([
      { data: { before: { nps: 9 }, after: { nps: 2 } } },
      { data: { before: { nps: 2 }, after: { nps: 9 } } },
      { data: { before: { nps: 9 }, after: { nps: 2 } } },
    ]);
  });

  test('of who may not be contacted opens nothing', async () => {
    const t = await answeredAda();
    await write(t.deps.db, (tx) => tx.run(t.deps.db.update(customers).set({ status: 'barred' })));
    expect((await t.correct(late)).status).toBe(200);
    expect(await countsOf(t.deps, { cases })).toEqual({ cases: 0 });
  });
});

describe('the page of a correction', () => {
  test('is offered with the thank-you and to who comes back, and shows her answers; looking records nothing', async () => {
    const t = await answeredAda(late);
    const before = [await t.kept(), await countsOf(t.deps, { events, jobs })];
    expect(await t.page('')).toContain(`href="${t.path}?correct&amp;lang=en"`);
    const html = await t.page('?correct&lang=he');
    expect(html).toContain('<html lang="he" dir="rtl">');
    expect(html).toContain('name="_correcting" value="1"');
    expect(html).toContain('name="recommend" checked="" value="2"');
    expect(html).toContain('It came late');
    expect(html).toContain('?correct&amp;lang=ru');
    expect([await t.kept(), await countsOf(t.deps, { events, jobs })]).toEqual(before);
  });

  test('posts as a plain form', async () => {
    const t = await answeredAda();
    const response = await t.app.request(t.path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: new URLSearchParams({ recommend: '3', _correcting: '1', _language: 'en' }).toString(),
    });
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('Grace Hopper');
    expect(html).not.toMatch(/compensat|detractor/i);
    expect(await t.kept()).toMatchObject({ version: 2, answers: { recommend: 3 } });
  });

  test('goes step by step where there are steps, and keeps nothing on the way', async () => {
    const t = await answeredAda(
      { reason: 'price', 'price-detail': 'too-high' },
      { survey: 'exit-interview' },
    );
    let html = await t.page('?correct');
    const before = await t.kept();
    for (let step = 0; step < 8 && html.includes('_asked'); step++) {
      expect(await t.kept()).toEqual(before);
      const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
      const fields = hidden.map(([, name = '', value = '']): [string, string] => [name, value]);
      const shown: [string, string][] = html.includes('id="q-reason"') ? [['reason', 'service']] : [];
      const response = await t.app.request(t.path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
        body: new URLSearchParams([...fields, ...shown]).toString(),
      });
      html = await response.text();
    }
    expect(html).toContain('Thank you');
    expect(await t.kept()).toMatchObject({ version: 2, answers: { reason: 'service' } });
  });
});

const anyAnswer = fc.record(
  {
    recommend: fc.integer({ min: 0, max: 10 }),
    price: fc.constantFrom('less', 'same', 'more'),
    'on-time': fc.constantFrom('yes', 'no'),
    reason: fc.constantFrom('all-well', 'price', 'late', 'treatment', 'quality', 'competitor', 'else'),
    'reason-Comment': fc.constantFrom('متأخر', 'late', ''),
  },
  { requiredKeys: ['recommend'] },
);

test('after any corrections, of several people and months, the roll-ups are what a recount finds', async () => {
  const t = await answeredAda(happy, { closesAt: new Date('2027-01-01T00:00:00Z'), rewardMinor: null });
  const other = await anInvitation(t.deps, t.wave, { customerId: (await aCustomer(t.deps)).id });
  await t.request('POST', `/s/${other.token}`, { body: { answers: late } });
  const paths = [t.path, `/s/${other.token}`];
  let at = Date.parse(later);
  const corrections = fc.array(fc.tuple(fc.nat({ max: 1 }), anyAnswer), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(corrections, async (all) => {
      for (const [who, answers] of all) {
        at += 40 * 60_000;
        t.at(new Date(at));
        const body = { answers, correcting: true };
        expect((await t.request('POST', paths[who] ?? '', { body })).status).toBe(200);
      }
      expect(await rollUpDifferences(t.deps.db)).toEqual([]);
      expect((await figures(t)).filter(({ n }) => n < 0)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
