import { createServer, type AddressInfo } from 'node:net';
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

type Refuse = Partial<Record<'RCPT' | 'DATA' | 'MAIL', number>>;

async function aServer(refuse: Refuse = {}, bounceAddress?: string) {
  const received: { from: string; to: string[]; raw: string }[] = [];
  const refusal = (code: number | undefined) =>
    code === undefined ? undefined : Object.assign(new Error('no'), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) => done(refusal(refuse.MAIL)),
    onRcptTo: ({ address }, _session, done) =>
      done(refusal(address.startsWith('gone') ? 550 : address.startsWith('full') ? 452 : refuse.RCPT)),
    onData: (stream, session, done) => {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk));
      stream.on('end', () => {
        const failed = refusal(refuse.DATA);
        const { mailFrom, rcptTo } = session.envelope;
        if (!failed)
          received.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map((one) => one.address),
            raw,
          });
        done(failed);
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const port = (server.server.address() as AddressInfo).port;
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, bounceAddress);
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

test('what comes back later goes to the bounce address, and answers to whom the program names', async () => {
  const { mailer, received } = await aServer({}, 'bounces@water.example');
  await mailer.send(mail({ replyTo: 'care@water.example' }));
  expect(received).toMatchObject([{ from: 'bounces@water.example', to: ['ada@example.com'] }]);
  expect(received[0]?.raw).toContain('From: Water Market <hello@water.example>');
  expect(received[0]?.raw).toContain('Reply-To: care@water.example');
});

test('without one it goes to the sender', async () => {
  const { mailer, received } = await aServer();
  await mailer.send(mail());
  expect(received[0]?.from).toBe('hello@water.example');
});

test('of a batch each has its own fate, and one bad mail keeps no other', async () => {
  const { mailer, received } = await aServer();
  const to = (email: string) => mail({ id: email, to: { name: null, email } });
  const fates = await mailer.sendBatch(
    [to('a@example.com'), to('gone@example.com'), to('full@example.com'), to('b@example.com')],
    'batch-1',
  );
  expect(fates.map(({ outcome }) => outcome)).toEqual(['sent', 'refused', 'later', 'sent']);
  expect(received.map((one) => one.to[0]).sort()).toEqual(['a@example.com', 'b@example.com']);
});

test('a server that is away leaves a whole batch for later, with the reason', async () => {
  const mailer = smtpMailer('smtp://127.0.0.1:9');
  const [fate] = await mailer.sendBatch([mail()], 'batch-1');
  expect(fate).toMatchObject({ outcome: 'later', note: expect.stringContaining('ECONNREFUSED') });
  await mailer.close();
});

test('a server that hangs up in the middle leaves it for later', async () => {
  const sockets = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('220 hello\r\n');
    socket.once('data', () => socket.destroy());
  });
  await new Promise<void>((listening) => sockets.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void sockets.close());
  const mailer = smtpMailer(`smtp://127.0.0.1:${(sockets.address() as AddressInfo).port}`);
  expect(await mailer.sendBatch([mail()], 'batch-1')).toMatchObject([{ outcome: 'later' }]);
  await mailer.close();
});
