import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase, write } from '#db/client.ts';
import { messages } from '#db/schema/email.ts';
import { jobs } from '#db/schema/jobs.ts';
import { programs } from '#db/schema/programs.ts';
import { staff } from '#db/schema/staff.ts';
import { digestSubscriptions } from '#db/schema/understand.ts';
import { findChanges } from '#server/understand/change-alerts.ts';
import { sendDigests } from '#server/understand/told/due-digests.ts';
import { stopPath } from '#server/understand/told/stop-link.ts';
import { aDeparture, anAnswer, aWave } from '#tests/support/answers.ts';
import { aColleague, aCompany, alan, grace } from '#tests/support/cast.ts';
import { aRiseOfService } from '#tests/support/changed.ts';
import { testApp } from '#tests/support/test-app.ts';

const monday = '2026-10-19T05:00:00Z';
const first = '2026-11-02T05:00:00Z';

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const manager = await alan(t.deps);
  const mails = () => t.deps.db.select().from(messages).orderBy(messages.sentAt);
  const choose = (cadence: string, query = '', as: { id: string } = manager) =>
    t.request('PUT', '/api/me/digest', { as, body: { cadence, query } });
  const subscription = async () => (await t.deps.db.select().from(digestSubscriptions))[0];
  const send = async (at: string) => {
    t.at(at);
    await sendDigests(t.deps);
    await t.runJobs();
  };
  return { ...t, manager, mails, choose, subscription, send };
}

describe('a digest', () => {
  test('tells what the overview tells, with n, interval and the way into the desk', async () => {
    const t = await anOffice();
    await t.choose('monthly');
    await aRiseOfService(t.deps);
    await anAnswer(t.deps, {
      nps: 3,
      words: 'The parcel came late.\nAgain.',
      reasons: ['service/late-delivery'],
    });
    await aWave(t.deps, { month: '2026-10', delivered: 400, completed: 101 });
    await findChanges(t.deps);
    await t.runJobs();
    await t.send(first);
    const mail = (await t.mails()).find(({ kind }) => kind === 'digest');
    const { url } = t.deps.config;
    expect(mail).toMatchObject({ toEmail: 'alan@water.example', subject: 'Water Market: October 2026' });
    for (const said of [
      'Hello Alan Turing,',
      'NPS was 33 in October',
      'NPS: 33 (n 101, 22 to 41) · no clear change since September',
      'Response rate: 25\u00a0% (n 400, 21\u00a0% to 30\u00a0%)',
      'of 101 who answered',
      'Service',
      '46\u00a0%',
      'up 26 since September',
      '0 opened · none is overdue now',
      'Service was named more often in October',
      'The parcel came late.',
      `${url}/?month=2026-10`,
      `${url}/reasons?from=2026-10&to=2026-10`,
      `${url}${stopPath(t.deps, t.manager.id)}`,
    ])
      expect(mail?.text).toContain(said);
    expect(mail?.html).not.toContain('<img');
  });

  test('of a week tells its seven days against the seven before, and not the month', async () => {
    const t = await anOffice();
    await t.choose('weekly');
    const late = { reasons: ['service/late-delivery'] };
    // Sunday 4 October closes the week before; from Monday 12 on it is the week told, until Sunday 18.
    for (let n = 0; n < 9; n++) await anAnswer(t.deps, { on: '2026-10-04', nps: 10 });
    for (let n = 0; n < 40; n++) await anAnswer(t.deps, { on: '2026-10-11', nps: n < 30 ? 10 : 2 });
    for (let n = 0; n < 40; n++)
      await anAnswer(t.deps, { on: n < 20 ? '2026-10-12' : '2026-10-18', nps: n < 10 ? 10 : 2, ...late });
    for (let n = 0; n < 9; n++) await anAnswer(t.deps, { on: '2026-10-19', nps: 10, words: 'Too late' });
    await anAnswer(t.deps, { on: '2026-10-15', nps: 2, words: 'In the week', ...late });
    await t.send('2026-10-19T12:00:00Z');
    const [mail] = await t.mails();
    for (const said of [
      'From Oct 12, 2026 to Oct 18, 2026, against the seven days before.',
      'NPS was -51 last week, 101 below the week before, and the fall is real.',
      'NPS: -51 (n 41, ',
      'down 101 since the week before',
      'of 41 who answered',
      '100\u00a0%',
      'In the week',
    ])
      expect(mail?.text).toContain(said);
    expect(mail?.text).not.toMatch(/Too late|Response rate|so far/);
  });

  test('of a week tells who left in it and the rate of the waves that opened in it, narrowed as asked', async () => {
    const t = await anOffice();
    await t.choose('weekly', 'tier=gold');
    for (let n = 0; n < 6; n++) await anAnswer(t.deps, { on: '2026-10-13', nps: 10, tier: 'gold' });
    for (let n = 0; n < 6; n++) await anAnswer(t.deps, { on: '2026-10-13', nps: 0, tier: 'copper' });
    for (const on of ['2026-10-11', '2026-10-12', '2026-10-18', '2026-10-19'])
      await aDeparture(t.deps, { on, reason: 'price/too-high', tier: 'gold' });
    await aDeparture(t.deps, { on: '2026-10-14', tier: 'copper' });
    await t.send(monday);
    const [mail] = await t.mails();
    expect(mail?.text).toContain('You lost 2 customers last week');
    expect(mail?.text).toContain('NPS: 100 (n 6');
  });

  test('of a week tells nothing of fewer than five, nor what the others would tell of', async () => {
    const t = await anOffice();
    await t.choose('weekly', 'tier=gold');
    for (let n = 0; n < 9; n++) await anAnswer(t.deps, { on: '2026-10-13', nps: 10, tier: 'gold' });
    for (let n = 0; n < 3; n++) await anAnswer(t.deps, { on: '2026-10-13', nps: 0, tier: 'copper' });
    await t.send(monday);
    const [mail] = await t.mails();
    expect(mail?.text).toContain('The answers last week stay hidden');
    expect(mail?.text).not.toContain('100');
  });

  test('keeps the filters of the page it was set on, and leads back with them', async () => {
    const t = await anOffice();
    await t.choose('monthly', '?month=2026-08&tier=gold&category=price&tier=lead&segment=');
    expect((await t.subscription())?.query).toBe('');
    await t.choose('monthly', '?month=2026-08&tier=gold&category=price');
    expect((await t.subscription())?.query).toBe('tier=gold');
    for (let n = 0; n < 6; n++) await anAnswer(t.deps, { nps: 10, tier: 'gold' });
    for (let n = 0; n < 6; n++) await anAnswer(t.deps, { nps: 0, tier: 'copper' });
    await t.send(first);
    const [mail] = await t.mails();
    expect(mail?.text).toContain('NPS: 100 (n 6');
    expect(mail?.text).toContain('Only: gold.');
    expect(mail?.text).toContain(`${t.deps.config.url}/?month=2026-10&tier=gold`);
    const own = (await (await t.request('GET', '/api/me/digest', { as: t.manager })).json()) as object;
    expect(own).toEqual({ digest: { cadence: 'monthly', query: 'tier=gold', filters: 'gold' } });
  });

  test('is in her language, from right to left where that is written so', async () => {
    const t = await anOffice();
    const huda = await aColleague(t.deps, {
      name: 'هدى صالح',
      email: 'huda@water.example',
      role: 'admin',
      locale: 'ar',
    });
    await t.choose('weekly', '', huda);
    for (let n = 0; n < 6; n++) await anAnswer(t.deps, { on: '2026-10-15', nps: 10, words: 'Thank you' });
    await t.send(monday);
    const [mail] = await t.mails();
    expect(mail?.subject).toBe('Water Market: الأسبوع حتى 18 أكتوبر 2026');
    expect(mail?.html).toContain('<html lang="ar" dir="rtl">');
    expect(mail?.text).toContain('مؤشر NPS:\u200f 100 (العدد 6');
  });

  test('goes exactly once for a period, however often and by however many processes it is sent', async () => {
    const t = await anOffice();
    await t.choose('weekly');
    await anAnswer(t.deps, { nps: 9 });
    t.at(monday);
    const db = await openDatabase({ url: t.url, synchronous: 'NORMAL' });
    const other = { ...t.deps, db };
    await Promise.all([sendDigests(t.deps), sendDigests(other), sendDigests(t.deps)]);
    await closeDatabase(db);
    await sendDigests(t.deps);
    expect(await t.deps.db.select().from(jobs).where(eq(jobs.kind, 'digest-mail'))).toHaveLength(1);
    await t.runJobs();
    await t.send('2026-10-25T12:00:00Z');
    expect(await t.mails()).toHaveLength(1);
    expect((await t.subscription())?.sentFor).toBe('2026-W42');
    await t.send('2026-10-26T05:00:00Z');
    expect(await t.mails()).toHaveLength(2);
  });

  test('chosen in the middle of a week comes with the next Monday, not at once', async () => {
    const t = await anOffice();
    await anAnswer(t.deps, { nps: 9 });
    await t.choose('weekly');
    await t.send('2026-10-15T05:00:00Z');
    expect(await t.mails()).toEqual([]);
    await t.choose('monthly');
    await t.send(monday);
    expect(await t.mails()).toEqual([]);
    await t.send(first);
    expect(await t.mails()).toMatchObject([{ subject: 'Water Market: October 2026' }]);
  });

  test('goes to nobody who has left, leads no more, or has stopped it before its mail went', async () => {
    const t = await anOffice();
    await anAnswer(t.deps, { nps: 9 });
    const others = ['left', 'demoted', 'late'].map((name) =>
      aColleague(t.deps, { email: `${name}@water.example`, role: 'manager' }),
    );
    const [left, demoted, late] = await Promise.all(others);
    for (const one of [left, demoted, late]) if (one) await t.choose('weekly', '', one);
    const change = (id: string | undefined, set: Partial<typeof staff.$inferInsert>) =>
      write(t.deps.db, (tx) =>
        tx.run(
          t.deps.db
            .update(staff)
            .set(set)
            .where(eq(staff.id, id ?? '')),
        ),
      );
    await change(left?.id, { leftAt: t.deps.now() });
    await change(demoted?.id, { role: 'agent' });
    t.at(monday);
    await sendDigests(t.deps);
    await change(late?.id, { role: 'agent' });
    await t.runJobs();
    expect(await t.mails()).toEqual([]);
  });

  test('never quotes what was said without a name', async () => {
    const t = await anOffice();
    await aWave(t.deps, { month: '2026-10', delivered: 20, completed: 9, programId: 'inside' });
    await write(t.deps.db, (tx) => tx.run(t.deps.db.update(programs).set({ isAnonymous: true })));
    for (let n = 0; n < 9; n++) await anAnswer(t.deps, { nps: 9, programId: 'inside', words: 'Between us' });
    await t.choose('monthly', 'program=inside');
    await t.send(first);
    const [mail] = await t.mails();
    expect(mail?.text).toContain('n 9');
    expect(mail?.html).not.toContain('Between us');
  });

  test('shows no figure of fewer than five', async () => {
    const t = await anOffice();
    for (let n = 0; n < 4; n++) await anAnswer(t.deps, { nps: 9, reasons: ['price/too-high'] });
    await t.choose('monthly');
    await t.send(first);
    const [mail] = await t.mails();
    expect(mail?.text).toContain('NPS: fewer than five answers');
    expect(mail?.text).not.toContain('Most named');
  });
});

describe('stopping it', () => {
  test('needs one press on a page; reading the page, however often, changes nothing', async () => {
    const t = await anOffice();
    await t.choose('weekly');
    const path = stopPath(t.deps, t.manager.id);
    const page = await t.app.request(path);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('alan@water.example');
    await t.app.request(path, { method: 'HEAD' });
    expect(await t.subscription()).toBeDefined();
    const done = await t.app.request(path, { method: 'POST', body: 'List-Unsubscribe=One-Click' });
    expect(await done.text()).toContain('Done: no more digests');
    expect(await t.subscription()).toBeUndefined();
    expect((await t.app.request(path, { method: 'POST' })).status).toBe(200);
  });

  test('is not open to who guesses', async () => {
    const t = await anOffice();
    await t.choose('weekly');
    for (const token of ['x', 'A'.repeat(22)]) {
      const path = `/digest/${t.manager.id}/${token}`;
      expect((await t.app.request(path)).status).toBe(404);
      expect((await t.app.request(path, { method: 'POST' })).status).toBe(404);
    }
    expect(await t.subscription()).toBeDefined();
  });

  test('is done in the desk too, and an agent has none to choose', async () => {
    const t = await anOffice();
    const agent = await grace(t.deps);
    expect((await t.choose('weekly', '', agent)).status).toBe(403);
    expect((await t.choose('daily')).status).toBe(400);
    await t.choose('weekly');
    expect((await t.request('DELETE', '/api/me/digest', { as: t.manager })).status).toBe(204);
    expect(await t.subscription()).toBeUndefined();
    expect((await t.request('DELETE', '/api/me/digest', { as: t.manager })).status).toBe(204);
  });
});
