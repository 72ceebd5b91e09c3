import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { openDatabase, closeDatabase, write } from '#db/client.ts';
import { alertSettings, caseNotices, eventTails } from '#db/schema/alerts.ts';
import { cases } from '#db/schema/cases.ts';
import { messages } from '#db/schema/email.ts';
import { staff } from '#db/schema/staff.ts';
import { alertDefaults, type AlertChoice } from '#server/answer/alerts/notice.ts';
import { beginTelling, tellOfCases } from '#server/answer/alerts/tell.ts';
import { keepReply } from '#server/answer/letters/replies.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { aCase, aNewCase } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp, testNow, type TestApp } from '#tests/support/test-app.ts';

const after = (seconds: number) => new Date(testNow.getTime() + seconds * 1000);

async function atWork() {
  const t = await testApp();
  await aCompany(t.deps);
  const agent = await grace(t.deps);
  return {
    ...t,
    agent,
    /** A case of hers that has just been opened. */
    opens: (of: Parameters<typeof aCase>[1] = {}, name = 'Ada Byron') =>
      opens(t, { ownerId: agent.id, ...of }, name),
    mails: () =>
      t.deps.db
        .select()
        .from(messages)
        .where(eq(messages.kind, 'case-alert'))
        .orderBy(asc(messages.sentAt), asc(messages.id)),
  };
}

async function opens({ deps }: TestApp, of: Parameters<typeof aCase>[1], name: string) {
  const customer = await aCustomer(deps, { name });
  return aNewCase(deps, { customerId: customer.id, ...of });
}

async function hears({ deps }: TestApp, person: { id: string }, over: Partial<AlertChoice>) {
  const row = { ...alertDefaults, ...over, staffId: person.id, updatedAt: deps.now() };
  await write(deps.db, (tx) => tx.run(deps.db.insert(alertSettings).values(row)));
}

describe('alerts at once', () => {
  test('the first is the mail of its case, the others wait and come together, what hurts most first', async () => {
    const t = await atWork();
    const first = await t.opens();
    await t.runJobs();
    expect(await t.mails()).toMatchObject([{ caseId: first.id, toEmail: t.agent.email }]);
    t.at(after(60));
    await t.opens({ severity: 1 }, 'Mary');
    await t.opens({ severity: 3 }, 'Olga');
    await t.runJobs();
    expect(await t.mails()).toHaveLength(1);
    t.at(after(599));
    await t.runJobs();
    expect(await t.mails()).toHaveLength(1);
    t.at(after(600));
    await t.runJobs();
    const [, list, ...others] = await t.mails();
    expect(others).toEqual([]);
    expect(list).toMatchObject({ subject: '2 cases need looking after', caseId: null });
    expect(list?.text?.indexOf('Olga')).toBeLessThan(list?.text?.indexOf('Mary') ?? 0);
    expect(list?.text).toMatch(/New case · soon · gold · 2 of 10 · .* · due Oct 14/);
    expect(list?.text).toContain('/inbox?filter=mine');
    t.at(after(7200));
    await t.runJobs();
    expect(await t.mails()).toHaveLength(2);
  });

  test('a customer who writes back after her case was resolved is not read by nobody', async () => {
    const t = await atWork();
    const customer = await aCustomer(t.deps, { name: 'Olga' });
    const settled = await aCase(t.deps, {
      customerId: customer.id,
      ownerId: t.agent.id,
      status: 'resolved',
      resolvedAt: testNow,
    });
    const reply = {
      messageId: '<1@mail>',
      fromEmail: 'olga@example.com',
      subject: null,
      words: 'Late again.',
    };
    await keepReply(t.deps, { caseId: settled.id, ...reply });
    await t.runJobs();
    expect(await t.mails()).toMatchObject([{ caseId: settled.id, toEmail: t.agent.email }]);
  });

  test('a bad day of 300 cases in ten minutes is at most five mails, which tell of every case once', async () => {
    const t = await atWork();
    for (let n = 0; n < 300; n++) {
      t.at(after(2 * n));
      await t.opens({ severity: n % 10 === 0 ? 4 : 2 }, `Customer ${n}`);
      await t.runJobs();
    }
    t.at(after(1200));
    await t.runJobs();
    const mails = await t.mails();
    expect(mails.length).toBeLessThanOrEqual(5);
    const counts = mails.map(({ subject }) => Number(/^(\d+) cases?/.exec(subject ?? '')?.[1] ?? 1));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(300);
    expect(mails.at(-1)?.text).toContain(`and ${counts.at(-1)! - 20} more`);
  }, 60_000);

  test('what was resolved, or became another’s, is left out; nothing left, nothing sent', async () => {
    const t = await atWork();
    const barbara = await aColleague(t.deps, { name: 'Barbara' });
    await t.opens();
    await t.runJobs();
    t.at(after(60));
    const [resolved, given] = [await t.opens({}, 'Mary'), await t.opens({}, 'Olga')];
    await t.runJobs();
    const become = (id: string, set: Partial<typeof cases.$inferInsert>) =>
      write(t.deps.db, (tx) => tx.run(t.deps.db.update(cases).set(set).where(eq(cases.id, id))));
    await become(resolved.id, { status: 'resolved', resolvedAt: t.deps.now() });
    await become(given.id, { ownerId: barbara.id });
    t.at(after(3600));
    await t.runJobs();
    expect(await t.mails()).toHaveLength(1);
    expect(await t.deps.db.select().from(caseNotices)).toHaveLength(1);
  });

  test('a case given away is told to who got it, with what happened', async () => {
    const t = await atWork();
    const barbara = await aColleague(t.deps, { name: 'Barbara', locale: 'ru' });
    const opened = await aCase(t.deps, { ownerId: t.agent.id });
    await t.request('POST', `/api/cases/${opened.id}/assignment`, {
      as: t.agent,
      body: { ownerId: barbara.id },
    });
    await t.runJobs();
    expect(await t.mails()).toMatchObject([
      { toEmail: barbara.email, subject: 'Ada Byron: Обращение передано новому ответственному' },
    ]);
  });
});

describe('by choice', () => {
  test('an hour’s cases come in one mail when it is full, in the reader’s language', async () => {
    const t = await atWork();
    const manager = await aColleague(t.deps, { name: 'هدى', role: 'manager', locale: 'ar' });
    await hears(t, manager, { mode: 'hourly', scope: 'all' });
    await hears(t, t.agent, { mode: 'off' });
    for (let n = 0; n < 25; n++) await t.opens({}, `Customer ${n}`);
    await t.runJobs();
    expect(await t.mails()).toEqual([]);
    t.at('2026-10-14T08:00:00Z');
    await t.runJobs();
    const [mail, ...others] = await t.mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ toEmail: manager.email, locale: 'ar' });
    expect(mail?.subject).toBe('25 حالة تحتاج إلى متابعة');
    expect(mail?.html).toContain('dir="rtl"');
    expect(mail?.text).toContain('و5 حالات أخرى');
    expect(mail?.text).toContain('/inbox?filter=all');
  });

  test('a day’s cases come at eight; who left meanwhile is told nothing', async () => {
    const t = await atWork();
    const manager = await alan(t.deps);
    await hears(t, manager, { mode: 'daily', scope: 'all', leastSeverity: 3 });
    await hears(t, t.agent, { mode: 'daily' });
    await t.opens({ severity: 3 });
    await t.opens({ severity: 2 }, 'Mary');
    await t.runJobs();
    await write(t.deps.db, (tx) =>
      tx.run(t.deps.db.update(staff).set({ leftAt: t.deps.now() }).where(eq(staff.id, t.agent.id))),
    );
    t.at('2026-10-15T04:59:00Z');
    await t.runJobs();
    expect(await t.mails()).toEqual([]);
    t.at('2026-10-15T05:00:00Z');
    await t.runJobs();
    expect(await t.mails()).toMatchObject([
      { toEmail: manager.email, subject: expect.stringContaining('Ada') },
    ]);
    expect(await t.deps.db.select().from(caseNotices)).toHaveLength(1);
  });
});

describe('each event is told once', () => {
  test('by two processes at the same time', async () => {
    const t = await atWork();
    const other = { ...t.deps, db: await openDatabase(t.deps.config.database) };
    for (let n = 0; n < 30; n++) await t.opens({}, `Customer ${n}`);
    await Promise.all([t.deps, other, t.deps, other].map((deps) => tellOfCases(deps)));
    await closeDatabase(other.db);
    await t.runJobs();
    const mails = await t.mails();
    expect(mails.map(({ subject }) => subject)).toEqual(['30 cases need looking after']);
    expect(await t.deps.db.select().from(caseNotices)).toHaveLength(30);
  });

  test('after an upgrade: of what an older version asked for, and not of what it told', async () => {
    const t = await atWork();
    await t.opens({}, 'Told by the older version');
    const owed = await t.opens({}, 'Owed by the older version');
    await write(t.deps.db, (tx) => {
      tx.run(t.deps.db.delete(eventTails));
      enqueue(t.deps, tx, { kind: 'case-opened-alert', payload: { caseId: owed.id } });
    });
    await beginTelling(t.deps);
    await beginTelling(t.deps);
    const news = await t.opens({}, 'New');
    // Its alert is asked for as well while an older process still runs.
    await write(t.deps.db, (tx) =>
      enqueue(t.deps, tx, { kind: 'case-opened-alert', payload: { caseId: news.id } }),
    );
    await t.runJobs();
    t.at(after(601));
    await t.runJobs();
    const noticed = await t.deps.db.select().from(caseNotices);
    expect(noticed.map(({ caseId }) => caseId).sort()).toEqual([owed.id, news.id].sort());
    expect(await t.mails()).toHaveLength(2);
  });
});
