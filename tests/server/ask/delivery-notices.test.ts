import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { deliveryEvents, messages, suppressions } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { invitations, waveCounts, waves } from '#db/schema/programs.ts';
import { recounts } from '#server/command-line/recounts.ts';
import type { Deps } from '#server/deps.ts';
import { runWave } from '#server/ask/waves.ts';
import { readConfig } from '#server/config.ts';
import { sendMessage } from '#server/email/messages.ts';
import type { Mail } from '#server/email/mailer.ts';
import { breaksResendSchema } from '#tests/support/open-api.ts';
import { sendingMailer } from '#tests/support/sending-mailer.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const key = Buffer.from(secret.slice('whsec_'.length), 'base64');

interface Told {
  type: string;
  mail?: string;
  tagged?: string;
  data?: object;
  id?: string;
}

/** A wave of one, mailed by a provider that tells later what became of it. */
async function aMailedWave() {
  const mails: Mail[] = [];
  const config = readConfig({ AMENDS_RESEND_WEBHOOK_SECRET: secret, AMENDS_LOG: 'silent' });
  const mailer = sendingMailer(
    async (mail) => {
      mails.push(mail);
      return { outcome: 'sent', providerId: `p${mails.length}` };
    },
    { transport: 'resend', tellsDelivery: true, batchSize: 100 },
  );
  const app = await testApp({ config, mailer });
  const { deps } = app;
  await anAskingCompany(deps);
  const ada = await aBuyer(deps, { email: 'ada@example.com' });
  const { waveId } = await runWave(deps, null, 'monthly');
  await app.runJobs();
  let told = 0;
  const tell = async ({ type, mail = 'p1', tagged, data = {}, id }: Told) => {
    const at = deps.now().toISOString();
    const known = { email_id: mail, created_at: at, from: 'hello@water.example', to: ['ada@example.com'] };
    const tags = tagged === undefined ? {} : { tags: { message: tagged } };
    const body = { type, created_at: at, data: { ...known, subject: 'How did we do?', ...tags, ...data } };
    expect(breaksResendSchema(eventNames[type] ?? '', body)).toEqual([]);
    return post(body, id ?? `msg_${++told}`);
  };
  const post = (body: object | string, id: string, change: Record<string, string> = {}) => {
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    const timestamp = String(Math.floor(deps.now().getTime() / 1000));
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${raw}`).digest('base64');
    const headers = {
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${signature}`,
      ...change,
    };
    return app.app.request('/api/webhooks/resend', { method: 'POST', headers, body: raw });
  };
  const state = async () => {
    const [invitation] = await deps.db.select().from(invitations);
    const stored = await deps.db.select().from(messages);
    const counts = await deps.db.select().from(waveCounts).where(eq(waveCounts.waveId, waveId));
    return {
      status: invitation?.status,
      invitation,
      messages: stored,
      suppressed: await deps.db.select().from(suppressions),
      funnel: Object.fromEntries(counts.map(({ stage, n }) => [stage, n])),
    };
  };
  return { ...app, mails, ada, tell, post, state, waveId };
}

const eventNames: Record<string, string> = {
  'email.sent': 'EmailSentEvent',
  'email.delivered': 'EmailDeliveredEvent',
  'email.bounced': 'EmailBouncedEvent',
  'email.complained': 'EmailComplainedEvent',
  'email.suppressed': 'EmailSuppressedEvent',
  'email.failed': 'EmailFailedEvent',
  'email.delivery_delayed': 'EmailDeliveryDelayedEvent',
};
const bounce = (type: string) => ({
  bounce: { type, subType: 'General', message: 'No such mailbox', diagnosticCode: ['smtp; 550 5.1.1'] },
});
const gaveUp = (reason: string) => ({
  suppressed: { type: 'OnAccountSuppressionList', reason, message: 'On the list', diagnosticCode: [] },
});

async function funnelsAddUp(deps: Deps): Promise<boolean> {
  const recount = recounts.find(({ name }) => name === 'funnels of waves');
  return (await deps.db.all(recount?.sql ?? '')).length === 0;
}

describe('what the provider tells', () => {
  test('delivered: only then the invitation is, and its time is the provider’s', async () => {
    const { tell, state, at, deps } = await aMailedWave();
    expect(await state()).toMatchObject({ status: 'sent', funnel: { queued: 1, sent: 1 } });
    expect((await state()).funnel).not.toHaveProperty('delivered');
    at('2026-10-14T07:03:00Z');
    expect((await tell({ type: 'email.delivered' })).status).toBe(204);
    const { messages: stored, ...after } = await state();
    expect(after).toMatchObject({ status: 'delivered', funnel: { sent: 1, delivered: 1 } });
    expect(stored[0]?.deliveredAt).toEqual(deps.now());
  });

  test.each([
    ['a permanent bounce', { type: 'email.bounced', data: bounce('Permanent') }, 'bounced'],
    [
      'an address the provider blocks for bounces',
      { type: 'email.suppressed', data: gaveUp('previous_bounce') },
      'bounced',
    ],
    [
      'an address the provider blocks for a complaint',
      { type: 'email.suppressed', data: gaveUp('previous_complaint') },
      'complained',
    ],
  ])('%s blocks the address and ends the invitation', async (_, told, reason) => {
    const { tell, state, deps } = await aMailedWave();
    await tell(told);
    expect(await state()).toMatchObject({
      status: 'bounced',
      suppressed: [{ email: 'ada@example.com', reason }],
      funnel: { sent: 1, bounced: 1 },
      messages: [{ bouncedAt: testNow }],
    });
    expect(await deps.db.select().from(events).where(eq(events.kind, 'invitation-bounced'))).toHaveLength(1);
  });

  test('a complaint blocks the address, and means that the mail was delivered', async () => {
    const { tell, state } = await aMailedWave();
    await tell({ type: 'email.complained' });
    expect(await state()).toMatchObject({
      status: 'delivered',
      suppressed: [{ reason: 'complained' }],
      messages: [{ complainedAt: testNow }],
    });
  });

  test('a delay changes nothing but the note', async () => {
    const { tell, state } = await aMailedWave();
    await tell({ type: 'email.delivery_delayed' });
    expect(await state()).toMatchObject({
      status: 'sent',
      suppressed: [],
      messages: [{ note: expect.any(String) }],
    });
  });

  test('a notice told again, at once or later, is heard once', async () => {
    const { tell, state, deps } = await aMailedWave();
    const told = { type: 'email.bounced', data: bounce('Permanent'), id: 'msg_same' };
    const answers = await Promise.all([tell(told), tell(told), tell(told)]);
    answers.push(await tell(told));
    expect(answers.every(({ status }) => status === 204 || status === 409)).toBe(true);
    expect(await deps.db.select().from(deliveryEvents)).toHaveLength(1);
    expect((await state()).funnel).toMatchObject({ bounced: 1 });
    expect(await funnelsAddUp(deps)).toBe(true);
  });

  test.each([
    [['email.bounced', 'email.delivered'], 'bounced'],
    [['email.delivered', 'email.bounced'], 'bounced'],
    [['email.complained', 'email.delivered'], 'delivered'],
    [['email.delivered', 'email.complained', 'email.delivery_delayed', 'email.delivered'], 'delivered'],
  ])('in the order %j the invitation ends %s, and the funnel adds up', async (types, status) => {
    const { tell, state, deps } = await aMailedWave();
    for (const type of types) await tell({ type, data: type === 'email.bounced' ? bounce('Permanent') : {} });
    expect(await state()).toMatchObject({ status, suppressed: [{ email: 'ada@example.com' }] });
    expect(await funnelsAddUp(deps)).toBe(true);
  });

  test('who has answered already is not moved by a late notice', async () => {
    const { tell, state, deps } = await aMailedWave();
    await write(deps.db, (tx) => tx.run(deps.db.update(invitations).set({ status: 'completed' })));
    await tell({ type: 'email.delivered' });
    await tell({ type: 'email.bounced', data: bounce('Permanent') });
    expect(await state()).toMatchObject({ status: 'completed', suppressed: [{ reason: 'bounced' }] });
  });

  test.each(['email.opened', 'email.clicked', 'email.sent', 'contact.created', 'constructor', ''])(
    '%j is let pass and kept nowhere',
    async (type) => {
      const { post, state, deps } = await aMailedWave();
      const body = { type, created_at: testNow.toISOString(), data: { email_id: 'p1' } };
      expect((await post(body, 'msg_1')).status).toBe(204);
      expect(await state()).toMatchObject({ status: 'sent' });
      expect(await deps.db.select().from(deliveryEvents)).toEqual([]);
    },
  );

  test('a mail that is not ours is let pass, kept and acted on by nobody', async () => {
    const { tell, state, deps } = await aMailedWave();
    expect((await tell({ type: 'email.bounced', mail: 'p999', data: bounce('Permanent') })).status).toBe(204);
    expect(await state()).toMatchObject({ status: 'sent', suppressed: [] });
    expect(await deps.db.select().from(deliveryEvents)).toHaveLength(1);
    expect(await deps.db.select().from(jobs).where(eq(jobs.kind, 'hear-delivery'))).toEqual([]);
  });

  test('what is told before our own row is written is heard when it is', async () => {
    const { tell, state, deps, ada, runJobs, at } = await aMailedWave();
    await tell({ type: 'email.bounced', mail: 'p2', tagged: 'early', data: bounce('Permanent') });
    at('2026-10-14T07:02:00Z');
    await runJobs();
    expect(await state()).toMatchObject({ suppressed: [] });
    await sendMessage(deps, {
      id: 'early',
      kind: 'case-message',
      to: { name: 'Ada', email: 'ada@example.com' },
      locale: 'en',
      subject: 'Sorry',
      html: '<p>Sorry</p>',
      text: 'Sorry',
      customerId: ada.id,
    });
    at('2026-10-14T07:04:00Z');
    await runJobs();
    expect(await state()).toMatchObject({ suppressed: [{ email: 'ada@example.com', reason: 'bounced' }] });
  });

  test('what never becomes known is let go after a day', async () => {
    const { tell, deps, runJobs, at } = await aMailedWave();
    await tell({ type: 'email.delivered', mail: 'p2', tagged: 'never' });
    for (let hours = 1; hours <= 30; hours++) {
      at(new Date(testNow.getTime() + hours * 3_600_000));
      await runJobs();
    }
    const [job] = await deps.db.select().from(jobs).where(eq(jobs.kind, 'hear-delivery'));
    expect(job?.state).toBe('done');
  });
});

describe('a mail that comes back for a passing reason', () => {
  test('is tried twice more, each under an id of its own, and then the invitation is bounced', async () => {
    const { tell, state, mails, at, runJobs } = await aMailedWave();
    await tell({ type: 'email.bounced', data: bounce('Transient') });
    expect(await state()).toMatchObject({
      status: 'sent',
      suppressed: [],
      messages: [{ note: 'No such mailbox' }],
    });
    await runJobs();
    expect(mails).toHaveLength(1);
    at('2026-10-14T11:00:00Z');
    await runJobs();
    await tell({ type: 'email.failed', mail: 'p2', data: { failed: { reason: 'reached_daily_quota' } } });
    at('2026-10-15T11:00:00Z');
    await runJobs();
    const [first] = mails;
    expect(mails.map(({ id }) => id)).toEqual([first?.id, `${first?.id}-again-1`, `${first?.id}-again-2`]);
    expect(mails[2]).toMatchObject({ to: first?.to, html: first?.html });
    await tell({ type: 'email.bounced', mail: 'p3', data: bounce('Undetermined') });
    expect(await state()).toMatchObject({ status: 'bounced', suppressed: [], funnel: { bounced: 1 } });
    at('2026-10-20T11:00:00Z');
    await runJobs();
    expect(mails).toHaveLength(3);
  });

  test.each<[string, (app: Awaited<ReturnType<typeof aMailedWave>>) => Promise<unknown>]>([
    [
      'she has answered',
      ({ deps }) => write(deps.db, (tx) => tx.run(deps.db.update(invitations).set({ status: 'completed' }))),
    ],
    [
      'the wave has closed',
      ({ deps }) => write(deps.db, (tx) => tx.run(deps.db.update(waves).set({ closedAt: testNow }))),
    ],
    ['it was delivered after all', ({ tell }) => tell({ type: 'email.complained' })],
  ])('is not tried again when %s', async (_, meanwhile) => {
    const app = await aMailedWave();
    await app.tell({ type: 'email.bounced', data: bounce('Transient') });
    await meanwhile(app);
    app.at('2026-10-14T11:00:00Z');
    await app.runJobs();
    expect(app.mails).toHaveLength(1);
  });
});

describe('the door', () => {
  test.each<[string, Record<string, string>]>([
    ['without a signature', { 'svix-signature': '' }],
    ['with a signature of another', { 'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }],
    ['of an hour ago', { 'svix-timestamp': String(testNow.getTime() / 1000 - 3600) }],
  ])('is shut to a notice %s', async (_, change) => {
    const { post, state, deps } = await aMailedWave();
    const body = { type: 'email.bounced', created_at: testNow.toISOString(), data: { email_id: 'p1' } };
    expect((await post(body, 'msg_1', change)).status).toBe(403);
    expect(await state()).toMatchObject({ status: 'sent', suppressed: [] });
    expect(await deps.db.select().from(deliveryEvents)).toEqual([]);
  });

  test.each([
    '',
    'null',
    '[]',
    '{"type":1}',
    'not json',
    '{"type":"email.bounced","created_at":"soon","data":{"email_id":"p1"}}',
  ])('lets the signed nonsense %j pass without harm', async (body) => {
    const { post, state } = await aMailedWave();
    expect((await post(body, 'msg_1')).status).toBe(204);
    expect(await state()).toMatchObject({ status: 'sent', suppressed: [] });
  });

  test('is not there at all where no secret is set', async () => {
    const { app } = await testApp();
    expect((await app.request('/api/webhooks/resend', { method: 'POST', body: '{}' })).status).toBe(404);
  });

  test('takes nothing longer than a notice can be', async () => {
    const { post } = await aMailedWave();
    expect((await post('x'.repeat(300_000), 'msg_1')).status).toBe(413);
  });
});
