import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import type { Deps } from '#server/deps.ts';
import type { Mail, Mailer } from '#server/email/mailer.ts';
import { sendMessage, type Message } from '#server/email/messages.ts';
import type { MessageKind } from '#server/email/message-kind.ts';
import type { SuppressionReason } from '#server/email/suppression.ts';
import { mayMail, suppress } from '#server/email/suppressions.ts';
import { aCompany, aCustomer } from '#tests/support/cast.ts';
import { sendingMailer } from '#tests/support/sending-mailer.ts';
import { testApp } from '#tests/support/test-app.ts';

const letter = (overrides: Partial<Message> = {}): Message => ({
  id: 'm1',
  kind: 'case-message',
  to: { name: 'Ada', email: 'ada@example.com' },
  locale: 'en',
  subject: 'About your order',
  html: '<p>Hello</p>',
  text: 'Hello',
  ...overrides,
});

function recordingMailer(send?: (mail: Mail) => ReturnType<Mailer['send']>) {
  const mails: Mail[] = [];
  const mailer = sendingMailer(async (mail) => {
    mails.push(mail);
    return send ? send(mail) : { outcome: 'sent', providerId: 'p1' };
  });
  return { mails, mailer };
}

const suppressed = (deps: Deps, email: string, reason: SuppressionReason) =>
  write(deps.db, (tx) => suppress(deps.db, tx, { email, reason, at: deps.now() }));

describe('a message', () => {
  test('is sent from the company, kept with its body in the outbox, and told as an event', async () => {
    const { deps } = await testApp();
    await aCompany(deps);
    const ada = await aCustomer(deps);
    expect(await sendMessage(deps, letter({ customerId: ada.id, caseId: 'c1' }))).toBe('sent');
    expect(await deps.db.select().from(messages)).toMatchObject([
      {
        id: 'm1',
        status: 'sent',
        transport: 'outbox',
        html: '<p>Hello</p>',
        text: 'Hello',
        customerId: ada.id,
      },
    ]);
    expect(await deps.db.select().from(events)).toMatchObject([
      { kind: 'mail-sent', customerId: ada.id, caseId: 'c1' },
    ]);
  });

  test('goes out once, however often it is asked for', async () => {
    const { mails, mailer } = recordingMailer();
    const { deps } = await testApp({ mailer });
    await aCompany(deps);
    await sendMessage(deps, letter());
    expect(await sendMessage(deps, letter())).toBe('sent');
    expect(mails).toMatchObject([{ from: { name: 'Water Market', email: 'hello@water.example' } }]);
    expect(await deps.db.select().from(messages)).toMatchObject([{ html: null, providerId: 'p1' }]);
  });

  test('that could not go leaves no row, so the job tries again', async () => {
    const { mailer } = recordingMailer(async () => {
      throw new Error('the server is away');
    });
    const { deps } = await testApp({ mailer });
    await aCompany(deps);
    await expect(sendMessage(deps, letter())).rejects.toThrow('away');
    expect(await deps.db.select().from(messages)).toEqual([]);
  });

  test('the provider will never take is kept as failed, with what it said', async () => {
    const { mailer } = recordingMailer(async () => ({ outcome: 'refused', note: '550 no such user' }));
    const { deps } = await testApp({ mailer });
    await aCompany(deps);
    expect(await sendMessage(deps, letter())).toBe('refused');
    expect(await sendMessage(deps, letter())).toBe('refused');
    expect(await deps.db.select().from(messages)).toMatchObject([
      { status: 'failed', note: '550 no such user' },
    ]);
    expect(await deps.db.select().from(events)).toEqual([]);
  });

  test.each(['no address', 'a@b\r\nBcc: eve@example.com', 'a@b, c@d', ''])(
    'to %j never reaches the transport',
    async (email) => {
      const { mails, mailer } = recordingMailer();
      const { deps } = await testApp({ mailer });
      await aCompany(deps);
      expect(await sendMessage(deps, letter({ to: { name: 'Ada', email } }))).toBe('refused');
      expect(mails).toEqual([]);
    },
  );

  test('cannot be given another header by a name, a subject or a header value', async () => {
    const { mails, mailer } = recordingMailer();
    const { deps } = await testApp({ mailer });
    await aCompany(deps, { senderName: 'Water\r\nBcc: eve@example.com' });
    const evil = 'Ada\r\nBcc: eve@example.com\u2028x';
    await sendMessage(
      deps,
      letter({ to: { name: evil, email: 'a@b.co' }, subject: evil, headers: { 'X-A': evil } }),
    );
    const [mail] = mails;
    for (const value of [mail?.from.name, mail?.to.name, mail?.subject, mail?.headers['X-A']]) {
      expect(value).not.toMatch(/[\r\n\u2028]/);
    }
  });

  test('writes what goes with it in the same transaction', async () => {
    const { deps } = await testApp();
    await aCompany(deps);
    const failing = sendMessage(deps, letter(), (tx) =>
      tx.must({ sql: 'UPDATE jobs SET attempts = 1', args: [] }, 'no'),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await deps.db.select().from(messages)).toEqual([]);
  });
});

describe('suppression', () => {
  test.each<[SuppressionReason, MessageKind, boolean]>([
    ['unsubscribed', 'survey-invitation', false],
    ['unsubscribed', 'win-back', false],
    ['unsubscribed', 'case-resolved', true],
    ['unsubscribed', 'sign-in', true],
    ['bounced', 'survey-invitation', false],
    ['bounced', 'case-resolved', false],
    ['bounced', 'sign-in', false],
    ['complained', 'case-message', false],
    ['complained', 'case-alert', true],
    ['by-hand', 'reward', false],
    ['by-hand', 'case-alert', true],
  ])('%s and %s: may mail is %s', async (reason, kind, may) => {
    const { deps } = await testApp();
    await suppressed(deps, 'Ada@Example.com', reason);
    expect(await mayMail(deps.db, ' ada@example.COM', null, kind)).toBe(may);
  });

  test.each(['deceased', 'barred', 'anonymised'] as const)(
    'a %s customer is never mailed, not even about her case',
    async (status) => {
      const { mails, mailer } = recordingMailer();
      const { deps } = await testApp({ mailer });
      await aCompany(deps);
      const ada = await aCustomer(deps, { status });
      expect(await sendMessage(deps, letter({ customerId: ada.id }))).toBe('suppressed');
      expect(mails).toEqual([]);
      expect(await deps.db.select().from(messages)).toMatchObject([
        { status: 'suppressed', note: status, html: null },
      ]);
    },
  );

  test('a mail about a customer who is not there goes nowhere', async () => {
    const { deps } = await testApp();
    expect(await mayMail(deps.db, 'ada@example.com', 'nobody', 'case-message')).toBe(false);
  });

  test('an unsubscribe does not soften a bounce, and a bounce hardens an unsubscribe', async () => {
    const { deps } = await testApp();
    await suppressed(deps, 'a@example.com', 'bounced');
    await suppressed(deps, 'a@example.com', 'unsubscribed');
    expect(await mayMail(deps.db, 'a@example.com', null, 'case-message')).toBe(false);
    await suppressed(deps, 'b@example.com', 'unsubscribed');
    await suppressed(deps, 'b@example.com', 'bounced');
    expect(await mayMail(deps.db, 'b@example.com', null, 'case-message')).toBe(false);
  });
});
