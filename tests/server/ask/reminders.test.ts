import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { company } from '#db/schema/company.ts';
import { customers } from '#db/schema/customers.ts';
import { contacts, messages } from '#db/schema/email.ts';
import { invitations, mailBatches, programs } from '#db/schema/programs.ts';
import { dispatchMail } from '#server/ask/dispatch/dispatch.ts';
import { advance } from '#server/ask/invitation-progress.ts';
import { pauseProgram, resumeProgram } from '#server/ask/programs.ts';
import { runWave } from '#server/ask/waves.ts';
import type { Deps } from '#server/deps.ts';
import type { Mail, Mailer } from '#server/email/mailer.ts';
import { suppress } from '#server/email/suppressions.ts';
import { alan } from '#tests/support/cast.ts';
import { sendingMailer } from '#tests/support/sending-mailer.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

const reminders = [
  { afterDays: 3, texts: {} },
  { afterDays: 4, texts: {} },
  { afterDays: 2, texts: {} },
];

/** A wave of one that went on Wednesday 14 October at 10:00 in Riyadh. */
async function aRemindedWave(options: { customer?: object; send?: Mailer['send'] } = {}) {
  const mails: Mail[] = [];
  const send: Mailer['send'] = async (mail) => {
    mails.push(mail);
    return options.send ? options.send(mail) : { outcome: 'sent', providerId: null };
  };
  const app = await testApp({ mailer: sendingMailer(send) });
  const { deps } = app;
  await anAskingCompany(deps);
  await write(deps.db, (tx) => tx.run(deps.db.update(programs).set({ reminders })));
  const ada = await aBuyer(deps, { email: 'ada@example.com', ...options.customer });
  await runWave(deps, null, 'monthly');
  await app.runJobs();
  /** Moves the clock, and lets the minute's tick come. */
  const on = async (instant: string) => {
    app.at(instant);
    await dispatchMail(deps);
    await app.runJobs();
  };
  const invitation = async () => (await deps.db.select().from(invitations))[0];
  return { ...app, mails, ada, on, invitation };
}

const answered = async ({ db, now }: Deps) => {
  const [invitation] = await db.select().from(invitations);
  if (invitation) await write(db, (tx) => advance(db, tx, invitation, 'completed', now()));
};

describe('reminders', () => {
  test('go three times, each after its own delay, and then no more', async () => {
    const { on, mails, invitation, deps } = await aRemindedWave();
    const went: string[] = [];
    for (let day = 15; day <= 27; day++) {
      const before = mails.length;
      await on(`2026-10-${day}T07:00:00Z`);
      if (mails.length > before) went.push(`${day}: ${mails.at(-1)?.id.split('-').slice(-2).join(' ')}`);
    }
    expect(went).toEqual(['17: reminder 1', '21: reminder 2', '23: reminder 3']);
    expect(new Set(mails.map(({ subject }) => subject)).size).toBeGreaterThan(1);
    expect(new Set(mails.map(({ headers }) => headers['List-Unsubscribe'])).size).toBe(1);
    expect(await invitation()).toMatchObject({ status: 'delivered', remindersSent: 3, remindAt: null });
    expect((await deps.db.select().from(messages)).map(({ kind }) => kind).sort()).toEqual([
      'survey-invitation',
      'survey-reminder',
      'survey-reminder',
      'survey-reminder',
    ]);
    expect(await deps.db.select().from(contacts)).toHaveLength(4);
  });

  test('stop at the answer', async () => {
    const { on, mails, invitation, deps } = await aRemindedWave();
    await on('2026-10-17T07:00:00Z');
    await answered(deps);
    expect(await invitation()).toMatchObject({ remindersSent: 1, remindAt: null });
    await on('2026-10-25T07:00:00Z');
    expect(mails).toHaveLength(2);
  });

  test('stop at an answer that comes when the batch is sealed and not yet sent', async () => {
    const { at, mails, deps, runJobs, invitation } = await aRemindedWave();
    at('2026-10-17T07:00:00Z');
    await dispatchMail(deps);
    expect(await deps.db.select().from(mailBatches).where(eq(mailBatches.round, 1))).toHaveLength(1);
    await answered(deps);
    await runJobs();
    expect(mails).toHaveLength(1);
    expect(await invitation()).toMatchObject({ status: 'completed', remindersSent: 0 });
    expect(await deps.db.select().from(mailBatches).where(eq(mailBatches.round, 1))).toMatchObject([
      { status: 'sent', members: [] },
    ]);
  });

  test('do not go to whoever said no or died meanwhile', async () => {
    const { on, mails, deps, ada } = await aRemindedWave();
    const email = String(ada.email);
    await write(deps.db, (tx) => suppress(deps.db, tx, { email, reason: 'unsubscribed', at: deps.now() }));
    await on('2026-10-17T07:00:00Z');
    expect(mails).toHaveLength(1);
    expect(await deps.db.select().from(messages).where(eq(messages.status, 'suppressed'))).toMatchObject([
      { kind: 'survey-reminder', note: 'unsubscribed' },
    ]);
  });

  test.each([
    ['Asia/Riyadh', '2026-10-17T07:00:00Z'],
    // Ten in Riyadh is three in the morning in New York and nine in the evening in Auckland.
    ['America/New_York', '2026-10-17T13:00:00Z'],
    ['Pacific/Auckland', '2026-10-17T20:00:00Z'],
  ])('come in the hours of the customer’s own day: in %s at %s', async (timeZone, remindAt) => {
    const { invitation } = await aRemindedWave({ customer: { timeZone } });
    expect((await invitation())?.remindAt?.toISOString()).toBe(new Date(remindAt).toISOString());
  });

  test('wait for the morning when a pause ends at night', async () => {
    const { on, mails, deps, runJobs, at } = await aRemindedWave();
    const manager = { ...(await alan(deps)), locale: 'en' as const };
    await pauseProgram(deps, manager, 'monthly');
    await on('2026-10-17T07:00:00Z');
    expect(mails).toHaveLength(1);
    at('2026-10-18T23:00:00Z');
    await resumeProgram(deps, manager, 'monthly');
    await runJobs();
    expect(mails).toHaveLength(1);
    await on('2026-10-19T06:30:00Z');
    expect(mails).toHaveLength(2);
  });

  test('sealed before a pause go after it', async () => {
    const { at, mails, deps, runJobs, invitation } = await aRemindedWave();
    const manager = { ...(await alan(deps)), locale: 'en' as const };
    at('2026-10-17T07:00:00Z');
    await dispatchMail(deps);
    await pauseProgram(deps, manager, 'monthly');
    await runJobs();
    expect(mails).toHaveLength(1);
    expect(await deps.db.select().from(mailBatches).where(eq(mailBatches.round, 1))).toEqual([]);
    await resumeProgram(deps, manager, 'monthly');
    await runJobs();
    expect(mails).toHaveLength(2);
    expect(await invitation()).toMatchObject({ remindersSent: 1 });
  });

  test('are not promised beyond the time to answer', async () => {
    const { deps, at, runJobs } = await testApp();
    await anAskingCompany(deps);
    await write(deps.db, (tx) =>
      tx.run(deps.db.update(programs).set({ reminders: [{ afterDays: 20, texts: {} }] })),
    );
    await aBuyer(deps);
    await runWave(deps, null, 'monthly');
    await runJobs();
    expect(await deps.db.select().from(invitations)).toMatchObject([{ status: 'delivered', remindAt: null }]);
    at('2026-11-10T07:00:00Z');
    await dispatchMail(deps);
    expect(await deps.db.select().from(mailBatches).where(eq(mailBatches.round, 1))).toEqual([]);
  });

  test('that come back end the invitation, once, and the others go on', async () => {
    const { on, mails, invitation } = await aRemindedWave({
      send: async ({ id }) =>
        id.includes('reminder')
          ? { outcome: 'refused', note: '550 gone' }
          : { outcome: 'sent', providerId: null },
    });
    await on('2026-10-17T07:00:00Z');
    expect(await invitation()).toMatchObject({ status: 'bounced', remindAt: null, remindersSent: 0 });
    await on('2026-10-25T07:00:00Z');
    expect(mails).toHaveLength(2);
  });

  test('that the server puts off go later, once', async () => {
    let isAway = true;
    const { on, mails, invitation } = await aRemindedWave({
      send: async ({ id }) => {
        if (id.includes('reminder') && isAway) throw new Error('421 later');
        return { outcome: 'sent', providerId: null };
      },
    });
    await on('2026-10-17T07:00:00Z');
    expect(await invitation()).toMatchObject({ remindersSent: 0 });
    isAway = false;
    await on('2026-10-17T07:05:00Z');
    expect(await invitation()).toMatchObject({ remindersSent: 1 });
    await on('2026-10-17T07:10:00Z');
    expect(mails.filter(({ id }) => id.includes('reminder'))).toHaveLength(2);
  });

  test('two dispatches at once remind nobody twice', async () => {
    const { at, mails, deps, runJobs } = await aRemindedWave();
    at('2026-10-17T07:00:00Z');
    await Promise.all([dispatchMail(deps), dispatchMail(deps), dispatchMail(deps)]);
    await runJobs();
    expect(mails).toHaveLength(2);
  });
});

test('nothing here needs the company’s own quiet hours to be set', async () => {
  const { deps, on, mails } = await aRemindedWave();
  await write(deps.db, (tx) => {
    tx.run(deps.db.update(company).set({ quietFrom: '00:00', quietUntil: '00:00' }));
    tx.run(deps.db.update(customers).set({ timeZone: 'Nowhere/None' }));
  });
  await on('2026-10-17T07:00:00Z');
  expect(mails).toHaveLength(2);
});
