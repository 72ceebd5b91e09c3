import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { messages, suppressions } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { runWave } from '#server/ask/waves.ts';
import { suppress } from '#server/email/suppressions.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

const pair = 'List-Unsubscribe=One-Click';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function anInvited(overrides: Parameters<typeof aBuyer>[1] = {}) {
  const app = await testApp();
  await anAskingCompany(app.deps);
  const ada = await aBuyer(app.deps, { email: 'Ada@Example.com', ...overrides });
  await runWave(app.deps, null, 'monthly');
  await app.runJobs();
  const [mail] = await app.deps.db.select().from(messages);
  const headers = mail?.headers ?? {};
  const path = new URL(String(headers['List-Unsubscribe']).slice(1, -1)).pathname;
  const suppressed = () => app.deps.db.select().from(suppressions);
  const post = (body: string, to = path) => app.app.request(to, { method: 'POST', body, headers: form });
  return { ...app, ada, mail, headers, path, suppressed, post };
}

describe('the mail', () => {
  test('carries one address with an opaque part, and the one-click header exactly', async () => {
    const { headers, mail, path } = await anInvited();
    expect(headers['List-Unsubscribe']).toMatch(/^<https?:\/\/[^<>,\s]+\/u\/[\w-]{22}>$/);
    expect(headers['List-Unsubscribe-Post']).toBe(pair);
    expect(mail?.html).toContain(path);
    expect(mail?.text).toContain(path);
  });
});

describe('opening the link', () => {
  test('shows a page that asks, in the customer’s language, and stores nothing', async () => {
    const { app, path, suppressed } = await anInvited({ locale: 'ar' });
    const page = await app.request(path);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('Ada@Example.com');
    expect(html).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await suppressed()).toEqual([]);
  });
});

describe('the one-click POST', () => {
  test('unsubscribes with no further step, no cookie and no redirect', async () => {
    const { post, suppressed, deps, ada } = await anInvited();
    const answer = await post(pair);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await suppressed()).toMatchObject([{ email: 'ada@example.com', reason: 'unsubscribed' }]);
    const told = (await deps.db.select().from(events)).filter(({ kind }) => kind === 'unsubscribed');
    expect(told).toMatchObject([{ customerId: ada.id }]);
  });

  test('may come as multipart', async () => {
    const { app, path, suppressed } = await anInvited();
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    expect((await app.request(path, { method: 'POST', body })).status).toBe(200);
    expect(await suppressed()).toHaveLength(1);
  });

  test('repeated or at once is harmless', async () => {
    const { post, suppressed, deps } = await anInvited();
    await Promise.all([post(pair), post(pair)]);
    expect((await post(pair)).status).toBe(200);
    expect(await suppressed()).toHaveLength(1);
    const told = (await deps.db.select().from(events)).filter(({ kind }) => kind === 'unsubscribed');
    expect(told).toHaveLength(1);
  });

  test('a token in the body never overrides the one in the address', async () => {
    const { post, suppressed, path } = await anInvited();
    expect((await post(`${pair}&token=${path.slice(3)}`, '/u/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
    expect(await suppressed()).toEqual([]);
  });

  test.each(['', 'List-Unsubscribe=', 'List-Unsubscribe=one-click', 'a=b', `x${pair}`, '%%%'])(
    'without the pair (%j) shows the page that asks and unsubscribes nobody',
    async (body) => {
      const { post, suppressed, path } = await anInvited();
      const answer = await post(body);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain(`action="${path}"`);
      expect(await suppressed()).toEqual([]);
    },
  );

  test('as JSON, or far too long, unsubscribes nobody', async () => {
    const { request, post, suppressed, path } = await anInvited();
    await request('POST', path, { body: { 'List-Unsubscribe': 'One-Click' } });
    expect((await post(`${pair}&x=${'x'.repeat(20_000)}`)).status).toBe(413);
    expect(await suppressed()).toEqual([]);
  });

  test('an unknown token gets one uniform answer', async () => {
    const { app, post } = await anInvited();
    const unknown = ['AAAAAAAAAAAAAAAAAAAAAA', 'x', '%00', "'--"];
    const answers = await Promise.all([
      ...unknown.map((token) => app.request(`/u/${token}`)),
      ...unknown.map((token) => post(pair, `/u/${token}`)),
      ...unknown.map((token) => post('', `/u/${token}/resubscription`)),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });
});

describe('the page’s own buttons', () => {
  test('stop the surveys, and bring them back', async () => {
    const { app, path, post, suppressed, deps } = await anInvited();
    expect(await (await app.request(path)).text()).toContain('name="List-Unsubscribe" value="One-Click"');
    expect(await (await post(pair)).text()).toContain(`action="${path}/resubscription"`);
    expect(await (await app.request(path)).text()).toContain('/resubscription"');
    expect((await post('', `${path}/resubscription`)).status).toBe(200);
    await post('', `${path}/resubscription`);
    expect(await suppressed()).toEqual([]);
    const kinds = (await deps.db.select().from(events)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.endsWith('subscribed'))).toEqual(['unsubscribed', 'resubscribed']);
  });

  test('cannot lift a bounce or a block by hand', async () => {
    const { path, post, suppressed, deps } = await anInvited();
    await write(deps.db, (tx) =>
      suppress(deps.db, tx, { email: 'ada@example.com', reason: 'by-hand', at: deps.now() }),
    );
    await post('', `${path}/resubscription`);
    expect(await suppressed()).toMatchObject([{ reason: 'by-hand' }]);
  });
});

test('the page speaks the language asked for, and stays in it', async () => {
  const { app, path, post } = await anInvited();
  const asked = await (await app.request(`${path}?lang=ar`)).text();
  expect(asked).toContain('<html lang="ar" dir="rtl">');
  expect(asked).toContain(`action="${path}?lang=ar"`);
  expect(await (await post(pair, `${path}?lang=ar`)).text()).toContain('<html lang="ar"');
});
