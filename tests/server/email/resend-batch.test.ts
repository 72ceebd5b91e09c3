import { expect, onTestFinished, test } from 'vitest';
import { NotTaken, type Mail } from '#server/email/mailer.ts';
import { resendMailer } from '#server/email/resend-mailer.ts';
import { breaksResendSchema } from '#tests/support/open-api.ts';
import { aResendApi, type Faults } from '#tests/support/resend-api.ts';

const mail = (n: number, overrides: Partial<Mail> = {}): Mail => ({
  id: `invitation-${n}`,
  from: { name: 'Water "Market"', email: 'hello@water.example' },
  to: { name: 'Ада "A" Лавлейс', email: `c${n}@example.com` },
  replyTo: 'care@water.example',
  subject: 'كيف كان الشهر؟',
  html: '<p dir="rtl">مرحبا</p>',
  text: 'مرحبا',
  headers: {
    'List-Unsubscribe': '<https://water.example/u/abc>',
    'List-Id': '<monthly.surveys.water.example>',
  },
  ...overrides,
});
const mails = (n: number) => Array.from({ length: n }, (_, at) => mail(at));

async function withApi(options: Parameters<typeof aResendApi>[0] = {}) {
  const { api, url, close } = await aResendApi({ keepsBodies: true, ...options });
  onTestFinished(close);
  const mailer = resendMailer({ apiKey: 're_key', perSecond: 1000, tellsDelivery: true, baseUrl: url });
  return { api, mailer, url };
}

test('a hundred mails go in one request under one key, valid by Resend’s own description', async () => {
  const { api, mailer } = await withApi();
  const sent = await mailer.sendBatch(mails(100), 'batch-1');
  expect(sent).toHaveLength(100);
  expect(new Set(sent.map((one) => (one.outcome === 'sent' ? one.providerId : null))).size).toBe(100);
  expect(api.bodies).toHaveLength(1);
  const [{ path, headers, body } = { path: '', headers: {}, body: [] }] = api.bodies;
  expect(path).toBe('/emails/batch');
  expect(headers).toMatchObject({ 'idempotency-key': 'batch-1', 'x-batch-validation': 'permissive' });
  for (const email of body as unknown[]) expect(breaksResendSchema('SendEmailRequest', email)).toEqual([]);
});

test('a single mail is valid too, with and without what may be missing', async () => {
  const { api, mailer } = await withApi();
  await mailer.send(mail(1));
  await mailer.send(mail(2, { to: { name: null, email: 'ada@example.com' }, replyTo: null, headers: {} }));
  await mailer.send(mail(3, { id: 'an id with blanks' }));
  expect(api.bodies).toHaveLength(3);
  for (const { body } of api.bodies) expect(breaksResendSchema('SendEmailRequest', body)).toEqual([]);
});

test('the same batch again is the same request: the same ids, and nobody is mailed twice', async () => {
  const { api, mailer } = await withApi();
  const first = await mailer.sendBatch(mails(3), 'batch-1');
  expect(await mailer.sendBatch(mails(3), 'batch-1')).toEqual(first);
  expect(api.tally()).toMatchObject({ mails: 3, notOnce: [] });
});

test('another body under the same key counts as handed over and is never sent', async () => {
  const { api, mailer } = await withApi();
  await mailer.sendBatch(mails(2), 'batch-1');
  const changed = [mail(0, { subject: 'Another' }), mail(1)];
  expect(await mailer.sendBatch(changed, 'batch-1')).toMatchObject([
    { outcome: 'sent', providerId: null, note: expect.stringContaining('invalid_idempotent_request') },
    { outcome: 'sent', providerId: null },
  ]);
  await mailer.send(mail(7));
  expect(await mailer.send(mail(7, { subject: 'Another' }))).toMatchObject({
    outcome: 'sent',
    providerId: null,
  });
  expect(api.tally()).toMatchObject({ mails: 3, notOnce: [] });
});

test('partial acceptance: what is wrong is refused by its place, the others keep their own ids', async () => {
  const { api, mailer } = await withApi();
  const wrong = mail(1, { to: { name: null, email: 'nobody@nowhere' } });
  const sent = await mailer.sendBatch([mail(0), wrong, mail(2)], 'batch-1');
  expect(sent).toMatchObject([
    { outcome: 'sent', providerId: expect.any(String) },
    { outcome: 'refused', note: expect.stringContaining('`to`') },
    { outcome: 'sent', providerId: expect.any(String) },
  ]);
  expect(api.tally()).toMatchObject({ mails: 2, recipients: 2 });
});

test('what is wrong with our own sender refuses no customer: the batch waits for a person', async () => {
  const { mailer } = await withApi();
  const ours = mails(3).map((one) => ({ ...one, from: { name: 'Water', email: 'nonsense' } }));
  await expect(mailer.sendBatch(ours, 'batch-1')).rejects.toBeInstanceOf(NotTaken);
  await expect(mailer.sendBatch(ours.slice(0, 1), 'batch-2')).rejects.toBeInstanceOf(NotTaken);
});

test.each<[string, Faults]>([
  ['too many requests', { tooMany: 0.5 }],
  ['an outage', { broken: 0.5 }],
  ['an outage after it took them', { brokenAfter: 0.5 }],
  ['a connection cut before', { cutBefore: 0.5 }],
  ['a connection cut after', { cutAfter: 0.5 }],
  ['an answer cut in half', { cutWithin: 0.5 }],
])(
  '%s is tried again under the same key, and nobody is mailed twice',
  async (_, faults) => {
    const { api, mailer } = await withApi({ faults });
    const batches = Array.from({ length: 6 }, (_, b) => Array.from({ length: 5 }, (_, n) => mail(b * 5 + n)));
    const results = await Promise.allSettled(
      batches.map((batch, b) => mailer.sendBatch(batch, `batch-${b}`)),
    );
    api.faults = {};
    for (const [b, { status }] of results.entries())
      if (status === 'rejected') await mailer.sendBatch(batches[b] ?? [], `batch-${b}`);
    expect(api.tally()).toMatchObject({ mails: 30, recipients: 30, notOnce: [] });
  },
  30_000,
);

test('the same key twice at once waits for the first', async () => {
  const { api, mailer } = await withApi({ faults: { slow: 60 } });
  const both = await Promise.all([mailer.sendBatch(mails(2), 'one'), mailer.sendBatch(mails(2), 'one')]);
  expect(both[0]).toEqual(both[1]);
  expect(api.answers.concurrent_idempotent_requests).toBeGreaterThan(0);
  expect(api.tally()).toMatchObject({ mails: 2, notOnce: [] });
});

test.each([
  ['a key that is wrong', { apiKey: 'another' }, 'invalid_api_key'],
  ['a limit that stays', { faults: { tooMany: 1 } }, 'rate_limit_exceeded'],
])('%s: surely nothing was taken, and the reason is told', async (_, options, name) => {
  const { mailer } = await withApi(options);
  const failure = mailer.sendBatch(mails(2), 'batch-1');
  await expect(failure).rejects.toBeInstanceOf(NotTaken);
  await expect(failure).rejects.toThrow(name);
});

test.each<Faults>([{ broken: 1 }, { cutBefore: 1 }, { cutAfter: 1 }])(
  'after %j nobody can say whether they were taken',
  async (faults) => {
    const { mailer } = await withApi({ faults });
    await expect(mailer.sendBatch(mails(2), 'batch-1')).rejects.not.toBeInstanceOf(NotTaken);
  },
);

test('nobody there at all leaves it open too, and says so', async () => {
  const mailer = resendMailer({
    apiKey: 're_key',
    perSecond: 1000,
    tellsDelivery: true,
    baseUrl: 'http://127.0.0.1:9',
  });
  await expect(mailer.sendBatch(mails(1), 'batch-1')).rejects.toThrow('Unable to fetch');
});

test('the limit told by the headers is kept: nobody is ever refused', async () => {
  const { api, mailer } = await withApi({ limit: 4 });
  for (let n = 0; n < 10; n++) await mailer.send(mail(n));
  expect(api.mails).toBe(10);
  expect(api.answers).toEqual({ '200': 10 });
}, 20_000);

test('the configured rate is never exceeded', async () => {
  const { url, api } = await withApi();
  const mailer = resendMailer({ apiKey: 're_key', perSecond: 20, tellsDelivery: true, baseUrl: url });
  const started = performance.now();
  await Promise.all(Array.from({ length: 10 }, (_, n) => mailer.send(mail(n))));
  expect(performance.now() - started).toBeGreaterThan(9 * 50 - 30);
  expect(api.mails).toBe(10);
});

test('a mail to one person goes before the batches that wait', async () => {
  const { url, api } = await withApi();
  const mailer = resendMailer({ apiKey: 're_key', perSecond: 10, tellsDelivery: true, baseUrl: url });
  const batches = Array.from({ length: 4 }, (_, b) => mailer.sendBatch([mail(b)], `batch-${b}`));
  await Promise.all([...batches, mailer.send(mail(9))]);
  expect(api.bodies.findIndex(({ path }) => path === '/emails')).toBeLessThanOrEqual(1);
});
