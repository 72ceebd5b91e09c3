import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { write } from '#db/client.ts';
import { caseNotes, caseReplies, cases } from '#db/schema/cases.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { repairs } from '#db/schema/understand.ts';
import { markedAddress } from '#server/answer/letters/reply-mark.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp, testSecret } from '#tests/support/test-app.ts';

const key = Buffer.from('a-key-for-the-tests-of-mail').toString('base64');
const replyAddress = 'replies@water.example';

async function aConversation(locale = 'en', base: string | undefined = undefined) {
  const t = await testApp();
  t.deps.config.inboundSecret = `whsec_${key}`;
  t.deps.config.resend.baseUrl = base;
  const { deps, request, app } = t;
  await aCompany(deps, { replyAddress });
  const agent = await grace(deps);
  const customer = await aCustomer(deps, { locale });
  const c = await aCase(
    deps,
    { customerId: customer.id, ownerId: agent.id, snoozedUntil: new Date('2026-10-20T07:00:00Z') },
    { verbatim: 'Late again.', locale },
  );
  const send = (path: string, body: unknown) =>
    request('POST', `/api/cases/${c.id}/${path}`, { as: agent, body });
  const page = async () => (await request('GET', `/api/cases/${c.id}`, { as: agent })).json();
  let notices = 0;
  const arrive = (mail: unknown, { signedWith = key, id = `msg_${++notices}` } = {}) => {
    const body = JSON.stringify(mail);
    const timestamp = String(Math.floor(deps.now().getTime() / 1000));
    const signature = createHmac('sha256', Buffer.from(signedWith, 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
    return app.request('/api/webhooks/inbound-mail', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      },
      body,
    });
  };
  const stored = async () => (await deps.db.select().from(cases).where(eq(cases.id, c.id)))[0];
  return {
    ...t,
    agent,
    customer,
    c,
    send,
    page,
    arrive,
    stored,
    to: markedAddress(testSecret, replyAddress, c.id),
  };
}

const thanks = (to: string) => ({
  to,
  from: 'Ada Byron <ada@example.com>',
  subject: 'Re: We are sorry',
  text: 'Thank you for writing.\n\nOn Wed, 14 Oct 2026, Grace wrote:\n> We are sorry.',
  messageId: '<1@example.com>',
});

describe('a mail from the case', () => {
  test('starts from a template in the customer’s language, filled from the case', async () => {
    const { request, agent, c, deps } = await aConversation('ar');
    const at = deps.now();
    await write(deps.db, (tx) =>
      tx.run(
        deps.db.insert(repairs).values({
          id: 'r1',
          category: 'service',
          state: 'done',
          doneOn: '2026-10-01',
          title: { ar: 'سائقان في كل شاحنة', en: 'Two drivers to a lorry' },
          createdAt: at,
          updatedAt: at,
        }),
      ),
    );
    const draft = await (
      await request('GET', `/api/cases/${c.id}/letter?template=apology`, { as: agent })
    ).json();
    expect(draft).toMatchObject({ locale: 'ar', subject: 'نعتذر إليك' });
    expect(draft.text).toContain('Ada Byron');
    expect(draft.text).toContain('سائقان في كل شاحنة');
    expect(draft.text).toContain('Grace Hopper، Water Market');
    // Nothing is offered, so nothing is said of an offer.
    expect(draft.text).not.toMatch(/[{}]|\[\[/);
    expect((await request('GET', `/api/cases/${c.id}/letter?template=none`, { as: agent })).status).toBe(404);
  });

  test('carries its subject and the mark of the case to reply to', async () => {
    const { send, runJobs, deps, to } = await aConversation();
    const body = { kind: 'mail', note: 'I have looked into it.', subject: 'About Wednesday', isToSend: true };
    expect((await send('contacts', body)).status).toBe(204);
    await runJobs();
    const [mail] = await deps.db.select().from(messages).where(eq(messages.kind, 'case-message'));
    expect(mail).toMatchObject({ subject: 'About Wednesday', headers: { 'Reply-To': to } });
  });
});

describe('a reply that comes in', () => {
  test('is kept with its case once, however often it is told, and brings the case back', async () => {
    const { arrive, to, deps, stored, page, agent } = await aConversation();
    const told = await Promise.all([
      arrive(thanks(to)),
      arrive(thanks(to)),
      arrive(thanks(to.toUpperCase())),
    ]);
    expect(told.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await deps.db.select().from(caseReplies)).toMatchObject([
      { fromEmail: 'ada@example.com', subject: 'Re: We are sorry', enteredBy: null },
    ]);
    expect(await stored()).toMatchObject({ unreadReplyAt: deps.now(), snoozedUntil: null });
    const [event] = await deps.db.select().from(events).where(eq(events.kind, 'customer-replied'));
    expect(event?.data).toMatchObject({ staffIds: [agent.id] });
    const { replies } = await page();
    expect(replies).toMatchObject([{ said: 'Thank you for writing.' }]);
    expect(replies[0].quoted).toContain('We are sorry.');
  });

  test.each<[string, (to: string) => unknown]>([
    ['without a mark', () => thanks(replyAddress)],
    ['with a mark that is not ours', (to) => thanks(to.replace(/.{4}@/, 'ffff@'))],
    ['that cannot be read', () => ({ to: 7 })],
    ['of nothing', () => null],
  ])('%s is let go quietly', async (_, mail) => {
    const { arrive, to, deps } = await aConversation();
    expect((await arrive(mail(to))).status).toBe(204);
    expect(await deps.db.$count(caseReplies)).toBe(0);
  });

  test('is refused without the signature, and where no mail comes in', async () => {
    const { arrive, to, deps } = await aConversation();
    expect((await arrive(thanks(to), { signedWith: 'b3RoZXI=' })).status).toBe(403);
    deps.config.inboundSecret = undefined;
    expect((await arrive(thanks(to))).status).toBe(404);
    expect(await deps.db.$count(caseReplies)).toBe(0);
  });

  test('told by Resend is fetched by a job, once', async () => {
    const asked: (string | undefined)[] = [];
    const resend = createServer((request, response) => {
      asked.push(request.url);
      response.setHeader('content-type', 'application/json');
      const { from, subject, text } = thanks('');
      response.end(JSON.stringify({ from, subject, text, html: null, message_id: '<1@example.com>' }));
    }).listen(0);
    onTestFinished(() => void resend.close());
    const t = await aConversation('en', `http://127.0.0.1:${(resend.address() as AddressInfo).port}`);
    const data = {
      email_id: 'e1',
      created_at: 'x',
      from: 'ada@example.com',
      to: [t.to],
      subject: 'Re',
      message_id: '<1@example.com>',
    };
    const notice = { type: 'email.received', created_at: 'x', data };
    await t.arrive(notice);
    await t.arrive(notice);
    await t.runJobs();
    expect(asked).toEqual(['/emails/receiving/e1']);
    expect(await t.deps.db.select().from(caseReplies)).toMatchObject([{ messageId: '<1@example.com>' }]);
  });

  test('is read when somebody says so, or answers', async () => {
    const { arrive, to, send, stored, deps, at } = await aConversation();
    await arrive(thanks(to));
    const upTo = deps.now().toISOString();
    at('2026-10-14T08:00:00Z');
    await arrive({ ...thanks(to), messageId: '<2@example.com>' });
    await send('reading', { upTo });
    expect((await stored())?.unreadReplyAt).toEqual(deps.now());
    await send('reading', { upTo: deps.now().toISOString() });
    expect((await stored())?.unreadReplyAt).toBeNull();
    await arrive({ ...thanks(to), messageId: '<3@example.com>' });
    await send('contacts', { kind: 'call', note: '', result: 'reached' });
    expect((await stored())?.unreadReplyAt).toBeNull();
  });

  test('by another way is pasted in, once', async () => {
    const { send, page, stored } = await aConversation();
    expect((await send('replies', { body: 'It came today.' })).status).toBe(204);
    expect((await send('replies', { body: 'It came today. ' })).status).toBe(409);
    expect((await send('replies', { body: ' ' })).status).toBe(400);
    expect((await page()).replies).toMatchObject([{ said: 'It came today.' }]);
    expect((await stored())?.unreadReplyAt).toBeNull();
  });
});

describe('a call', () => {
  test.each([
    ['reached', 'contacted', 'case-contacted'],
    ['call-later', 'contacted', 'case-contacted'],
    ['no-answer', 'open', 'case-called-in-vain'],
    ['voicemail', 'open', 'case-called-in-vain'],
  ])('that ended as %s leaves the case %s', async (result, status, kind) => {
    const { send, stored, deps } = await aConversation();
    expect((await send('contacts', { kind: 'call', note: '', result, minutes: 4 })).status).toBe(204);
    expect(await stored()).toMatchObject({ status });
    expect(await deps.db.select().from(caseNotes)).toMatchObject([{ callResult: result, callMinutes: 4 }]);
    expect(await deps.db.$count(events, eq(events.kind, kind))).toBe(1);
  });

  test('in vain three times in a row is said on the case', async () => {
    const { send, page, at } = await aConversation();
    const inVain = { kind: 'call', note: '', result: 'no-answer' };
    for (let n = 0; n < 3; n++) await send('contacts', inVain);
    expect(await page()).toMatchObject({ callsInVain: 3 });
    at('2026-10-14T08:00:00Z');
    await send('contacts', { kind: 'call', note: '', result: 'reached' });
    expect(await page()).toMatchObject({ callsInVain: 0 });
  });

  test('alone has a result', async () => {
    const { send } = await aConversation();
    const response = await send('contacts', { kind: 'letter', note: '', result: 'reached' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ fields: { result: expect.any(String) } });
  });
});

describe('templates', () => {
  const own = { name: 'Voucher is on its way', texts: { en: { subject: 'Soon', body: 'Dear {{name}}' } } };

  test('are written by managers and read by agents', async () => {
    const { request, deps, agent } = await aConversation();
    const manager = await alan(deps);
    expect((await request('POST', '/api/mail-templates', { as: agent, body: own })).status).toBe(403);
    const { id } = await (await request('POST', '/api/mail-templates', { as: manager, body: own })).json();
    const list = async () =>
      (await (await request('GET', '/api/mail-templates', { as: agent })).json()).templates as {
        id: string;
        updatedAt: string | null;
        archivedAt: string | null;
      }[];
    expect((await list()).map((one) => one.id)).toEqual([
      'apology',
      'what-we-changed',
      'cannot-reach-you',
      'agreed-plan',
      id,
    ]);
    const path = `/api/mail-templates/${id}/archival`;
    expect((await request('POST', path, { as: manager })).status).toBe(204);
    expect((await list()).at(-1)?.archivedAt).not.toBeNull();
    expect((await request('DELETE', path, { as: manager })).status).toBe(204);
  });

  test('a shipped one is changed once of two at once', async () => {
    const { request, deps, at } = await aConversation();
    const manager = await alan(deps);
    const change = (body: object) => request('PUT', '/api/mail-templates/apology', { as: manager, body });
    const changed = { name: '', texts: own.texts, updatedAt: null };
    const both = await Promise.all([change(changed), change(changed)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    const seen = deps.now().toISOString();
    at('2026-10-14T08:00:00Z');
    expect((await change({ ...changed, updatedAt: seen })).status).toBe(204);
    expect((await change({ ...changed, updatedAt: seen })).status).toBe(409);
  });

  test.each([
    ['no name', { ...own, name: '' }, 'name'],
    ['a field nothing fills', { ...own, texts: { en: { subject: 'x', body: '{{nmae}}' } } }, 'texts.en.body'],
    ['no subject', { ...own, texts: { ru: { subject: ' ', body: 'x' } } }, 'texts.ru.subject'],
    ['no words at all', { ...own, texts: {} }, 'texts'],
  ])('are refused with %s', async (_, body, field) => {
    const { request, deps } = await aConversation();
    const response = await request('POST', '/api/mail-templates', { as: await alan(deps), body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ fields: { [field]: expect.any(String) } });
  });
});
