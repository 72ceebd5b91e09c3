import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import type { Mail } from '#server/email/mailer.ts';
import { smtpMailer } from '#server/email/smtp-mailer.ts';

const mail = (overrides: Partial<Mail> = {}): Mail => ({
  id: 'm1',
  from: { name: 'Water Market', email: 'hello@water.example' },
  to: { name: 'Ада Лавлейс', email: 'ada@example.com' },
  subject: 'كيف كان الشهر؟',
  html: '<p dir="rtl">مرحبا</p>',
  text: 'مرحبا',
  headers: { 'List-Unsubscribe': '<https://water.example/u/abc>' },
  ...overrides,
});

async function aServer(refuse: Partial<Record<'RCPT' | 'DATA' | 'MAIL', number>> = {}) {
  const received: { to: string[]; raw: string }[] = [];
  const refusal = (code: number | undefined) =>
    code === undefined ? undefined : Object.assign(new Error('no'), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) => done(refusal(refuse.MAIL)),
    onRcptTo: (_address, _session, done) => done(refusal(refuse.RCPT)),
    onData: (stream, session, done) => {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk));
      stream.on('end', () => {
        const failed = refusal(refuse.DATA);
        if (!failed) received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        done(failed);
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const mailer = smtpMailer(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  onTestFinished(async () => {
    await mailer.close();
    await new Promise<void>((closed) => server.close(closed));
  });
  return { mailer, received };
}

test('a mail arrives whole at a real SMTP server', async () => {
  const { mailer, received } = await aServer();
  expect(await mailer.send(mail())).toEqual({ outcome: 'sent', providerId: '<m1@water.example>' });
  expect(received).toMatchObject([{ to: ['ada@example.com'] }]);
  const raw = received[0]?.raw ?? '';
  expect(raw).toContain('Message-ID: <m1@water.example>');
  expect(raw).toContain('List-Unsubscribe: <https://water.example/u/abc>');
  expect(raw).toContain('multipart/alternative');
  expect(raw).toContain('From: Water Market <hello@water.example>');
});

test('a hundred mails at once all arrive', async () => {
  const { mailer, received } = await aServer();
  await Promise.all(Array.from({ length: 100 }, (_, i) => mailer.send(mail({ id: `m${i}` }))));
  expect(received).toHaveLength(100);
});

test.each([{ RCPT: 550 }, { DATA: 554 }])(
  'what the server will never take is refused: %j',
  async (refuse) => {
    const { mailer } = await aServer(refuse);
    expect(await mailer.send(mail())).toMatchObject({
      outcome: 'refused',
      note: expect.stringMatching(/^55/),
    });
  },
);

test.each([{ RCPT: 450 }, { DATA: 451 }, { MAIL: 550 }])('what may pass later throws: %j', async (refuse) => {
  const { mailer } = await aServer(refuse);
  await expect(mailer.send(mail())).rejects.toThrow();
});

test('a server that is away throws', async () => {
  const mailer = smtpMailer('smtp://127.0.0.1:9');
  await expect(mailer.send(mail())).rejects.toThrow();
  await mailer.close();
});
