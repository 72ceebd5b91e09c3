import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase, write } from '#db/client.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { changeAlerts, departments } from '#db/schema/understand.ts';
import { readFact } from '#server/listen/response-fact.ts';
import { replaceFact, standingFact } from '#server/listen/response-facts.ts';
import { rollUpResponse } from '#server/listen/roll-up.ts';
import { findChanges } from '#server/understand/change-alerts.ts';
import { anAnswer } from '#tests/support/answers.ts';
import { aColleague, aCompany, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { aRiseOfService } from '#tests/support/changed.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const manager = await alan(t.deps);
  const mails = () => t.deps.db.select().from(messages).orderBy(messages.toEmail);
  return { ...t, manager, mails };
}

describe('what changed', () => {
  test('is mailed once to managers and administrators, each in her language, with the picture and the way to it', async () => {
    const t = await anOffice();
    await anAdmin(t.deps);
    await grace(t.deps);
    await aColleague(t.deps, {
      name: 'هدى صالح',
      email: 'huda@water.example',
      role: 'manager',
      locale: 'ar',
    });
    await aColleague(t.deps, { email: 'left@water.example', role: 'manager', leftAt: t.deps.now() });
    await aRiseOfService(t.deps);
    await findChanges(t.deps);
    await findChanges(t.deps);
    await t.runJobs();
    await findChanges(t.deps);
    await t.runJobs();
    const sent = await t.mails();
    expect(sent.map(({ toEmail, subject, kind }) => [toEmail, subject, kind])).toEqual([
      ['alan@water.example', 'Water Market: service is named more often', 'change-alert'],
      ['edsger@water.example', 'Water Market: service is named more often', 'change-alert'],
      ['huda@water.example', 'Water Market: زاد ذكر السبب «الخدمة»', 'change-alert'],
    ]);
    const [mail, , arabic] = sent;
    expect(mail?.text).toContain(
      'Service was named more often in October: by 45\u00a0% of 100 who answered, after 20\u00a0% in September and 20\u00a0% over the three months before. The rise is real.',
    );
    expect(mail?.text).toContain(`${t.deps.config.url}/reasons?category=service&from=2025-11&to=2026-10`);
    expect(mail?.html).not.toContain('<img');
    expect(mail?.html).toContain('>Oct<');
    expect(arabic?.html).toContain('dir="rtl"');
  });

  test('is told once, though two processes look at the same time', async () => {
    const t = await anOffice();
    await aRiseOfService(t.deps);
    const db = await openDatabase({ url: t.url, synchronous: 'NORMAL' });
    const other = { ...t.deps, db };
    await Promise.all([findChanges(t.deps), findChanges(other), findChanges(t.deps), findChanges(other)]);
    await closeDatabase(db);
    expect(await t.deps.db.select().from(changeAlerts)).toHaveLength(1);
    expect(await t.deps.db.select().from(jobs).where(eq(jobs.kind, 'change-mail'))).toHaveLength(1);
    expect(await t.deps.db.select().from(events).where(eq(events.kind, 'change-found'))).toHaveLength(1);
    await t.runJobs();
    expect(await t.mails()).toHaveLength(1);
  });

  test('is not told when a correction takes it back before the mail goes', async () => {
    const t = await anOffice();
    const named = await aRiseOfService(t.deps);
    await findChanges(t.deps);
    for (const { id } of named.slice(0, 25)) await takeBack(t, id);
    await t.runJobs();
    expect(await t.mails()).toEqual([]);
    expect(await t.deps.db.select().from(changeAlerts)).toEqual([]);
    const [said] = await t.deps.db.select().from(events).where(eq(events.kind, 'change-taken-back'));
    expect(said?.data).toMatchObject({ change: 'reason-rose', about: 'service', month: '2026-10' });
  });

  test('stands in the desk until the month passes, and in the month it is about', async () => {
    const t = await anOffice();
    await aRiseOfService(t.deps);
    await findChanges(t.deps);
    const changes = async (query = '') => {
      const answer = await t.request('GET', `/api/changes${query}`, { as: t.manager });
      return ((await answer.json()) as { changes: unknown[] }).changes;
    };
    expect(await changes()).toMatchObject([
      {
        kind: 'reason-rose',
        about: 'service',
        before: 0.2,
        place: '/reasons?category=service&from=2025-11&to=2026-10',
      },
    ]);
    expect(await changes('?month=2026-08')).toHaveLength(1);
    t.at('2026-11-02T07:00:00Z');
    expect(await changes()).toEqual([]);
    expect(await changes('?month=2026-10')).toHaveLength(1);
  });

  test('of last month is still looked for, of the one before no more', async () => {
    const t = await anOffice();
    await aRiseOfService(t.deps);
    t.at('2026-12-01T07:00:00Z');
    await findChanges(t.deps);
    expect(await t.deps.db.select().from(changeAlerts)).toEqual([]);
    t.at('2026-11-30T07:00:00Z');
    await findChanges(t.deps);
    expect(await t.deps.db.select().from(changeAlerts)).toMatchObject([{ month: '2026-10' }]);
  });

  test('may be a department, told by its name', async () => {
    const t = await anOffice();
    const row = {
      code: 'care',
      labels: { en: 'Customer care' },
      createdAt: t.deps.now(),
      updatedAt: t.deps.now(),
    };
    await write(t.deps.db, (tx) => tx.run(t.deps.db.insert(departments).values(row)));
    for (const month of ['2026-07', '2026-08', '2026-09', '2026-10'])
      for (let n = 0; n < 40; n++) {
        const value = month === '2026-10' && n < 25 ? 2 : 5;
        await anAnswer(t.deps, { on: `${month}-05`, others: [{ measure: 'department:care', value }] });
      }
    await findChanges(t.deps);
    await t.runJobs();
    const [mail] = await t.mails();
    expect(mail?.subject).toBe('Water Market: Customer care did less well');
    expect(mail?.text).toContain('Customer care did less well in October: 38\u00a0% of 40 were satisfied');
  });

  test('may be what the customers of one department score, and of no other', async () => {
    const t = await anOffice();
    const [createdAt, updatedAt] = [t.deps.now(), t.deps.now()];
    const rows = ['care', 'sales'].map((code) => ({ code, labels: { en: code }, createdAt, updatedAt }));
    await write(t.deps.db, (tx) => tx.run(t.deps.db.insert(departments).values(rows)));
    for (const month of ['2026-07', '2026-08', '2026-09', '2026-10'])
      for (let n = 0; n < 80; n++) {
        const department = n % 2 === 0 ? 'care' : 'sales';
        const hasFallen = month === '2026-10' && department === 'care';
        await anAnswer(t.deps, { on: `${month}-05`, nps: hasFallen ? 2 : 10, department });
      }
    await findChanges(t.deps);
    const found = await t.deps.db.select().from(changeAlerts);
    expect(found.map(({ kind, about }) => `${kind} ${about}`)).toContain('department-fell care');
    expect(found.map(({ about }) => about)).not.toContain('sales');
  });

  test('is nobody’s business but a manager’s', async () => {
    const t = await anOffice();
    const agent = await grace(t.deps);
    expect((await t.request('GET', '/api/changes', { as: agent })).status).toBe(403);
  });
});

/** What a correction does to every figure when she names the service no more. */
async function takeBack({ deps }: TestApp, responseId: string) {
  const answer = {
    month: '2026-10',
    programId: null,
    tier: null,
    scores: [],
    monthlyMinor: 0,
    currency: 'SAR',
  };
  const named = [{ category: 'service', detail: 'late-delivery' }];
  const standing = await standingFact(deps.db, responseId);
  await write(deps.db, (tx) => {
    rollUpResponse(tx, { ...answer, reasons: named }, -1);
    rollUpResponse(tx, { ...answer, reasons: [] });
    if (standing) replaceFact(tx, { standing, fact: { ...readFact(standing.said), stated: [] } });
  });
}
