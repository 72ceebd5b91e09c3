import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { grants } from '#db/schema/grants.ts';
import { fulfilments } from '#db/schema/compensation.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { readConfig } from '#server/config.ts';
import { isSigned } from '#server/email/webhook-signature.ts';
import { nextTry } from '#server/answer/grants/fulfilment.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { anIssuedGrant } from '#tests/support/grants.ts';
import { testApp } from '#tests/support/test-app.ts';

async function anOffice({ hasHook = false, email = 'ada@example.com' as string | null } = {}) {
  const config = readConfig({ AMENDS_LOG: 'silent', AMENDS_PRIVATE_HOOKS: 'yes' });
  const tested = await testApp({ config });
  const { deps } = tested;
  await aCompany(deps);
  const [agent, manager] = [await grace(deps), await alan(deps)];
  const customer = await aCustomer(deps, { email, externalId: 'W-1' });
  const recoveryCase = await aCase(deps, { customerId: customer.id, ownerId: agent.id });
  const shop = await aShop();
  const set = async () =>
    (
      await tested.request('PUT', '/api/fulfilment-hook', { as: manager, body: { url: shop.url } })
    ).json() as Promise<{ secret: string }>;
  const secret = hasHook ? (await set()).secret : '';
  const give = (kind: 'voucher' | 'extra-service' | 'account-credit' | 'leader-letter') =>
    anIssuedGrant(deps, { customerId: customer.id, caseId: recoveryCase.id, kind, role: 'compensation' });
  const waiting = async () => {
    const listed = await tested.request('GET', '/api/fulfilments', { as: agent });
    return ((await listed.json()) as { fulfilments: { id: string; kind: string }[] }).fulfilments;
  };
  const stored = async () => (await deps.db.select().from(fulfilments))[0];
  return { ...tested, agent, manager, customer, shop, secret, give, waiting, stored };
}

/** The company's own system: answers as told, and keeps what it heard. */
async function aShop() {
  const heard: { headers: IncomingMessage['headers']; body: string }[] = [];
  const shop = { heard, status: 200, url: '', meanwhile: async () => {} };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    heard.push({ headers: request.headers, body });
    await shop.meanwhile();
    response.writeHead(shop.status).end('{"receipt":"R-7"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/amends`;
  return shop;
}

const typesOf = ({ heard }: { heard: { body: string }[] }) =>
  heard.map(({ body }) => (JSON.parse(body) as { type: string }).type);

describe('what is given by hand', () => {
  test('stands with the hand-overs until somebody writes down how the customer got it', async () => {
    const { give, waiting, request, agent, stored, deps } = await anOffice();
    await give('leader-letter');
    const [task] = await waiting();
    expect(task).toMatchObject({
      kind: 'leader-letter',
      assignee: 'Grace Hopper',
      customerName: 'Ada Byron',
    });
    const path = `/api/fulfilments/${task?.id}/receipt`;
    expect((await request('POST', path, { as: agent, body: { receipt: ' ' } })).status).toBe(400);
    const body = { receipt: 'Posted on Monday' };
    expect((await request('POST', path, { as: agent, body })).status).toBe(204);
    expect((await request('POST', path, { as: agent, body })).status).toBe(409);
    expect(await waiting()).toEqual([]);
    expect(await stored()).toMatchObject({ state: 'done', receipt: 'Posted on Monday', doneBy: agent.id });
    const told = await deps.db.select().from(events).where(eq(events.kind, 'grant-handed-over'));
    expect(told).toHaveLength(1);
  });

  test('cannot be taken back once it was handed over, and is not handed over once it was taken back', async () => {
    const { give, waiting, request, agent, manager } = await anOffice();
    const [done, gone] = [await give('extra-service'), await give('leader-letter')];
    const tasks = await waiting();
    const idOf = (kind: string) => tasks.find((task) => task.kind === kind)?.id;
    const body = { receipt: 'Done' };
    await request('POST', `/api/fulfilments/${idOf('extra-service')}/receipt`, { as: agent, body });
    const back = (id: string) =>
      request('POST', `/api/grants/${id}/reversal`, { as: manager, body: { reason: 'By mistake' } });
    expect(await (await back(done.id)).json()).toMatchObject({ fields: { refusal: 'handed-over' } });
    expect((await back(gone.id)).status).toBe(204);
    expect(await waiting()).toEqual([]);
    const late = await request('POST', `/api/fulfilments/${idOf('leader-letter')}/receipt`, {
      as: agent,
      body,
    });
    expect(late.status).toBe(409);
  });
});

describe('a voucher', () => {
  test('is mailed with its code, how to use it and until when', async () => {
    const { give, runJobs, stored, deps } = await anOffice();
    const grant = await give('voucher');
    await runJobs();
    await runJobs();
    const [mail, ...more] = await deps.db.select().from(messages);
    expect(more).toEqual([]);
    expect(mail?.text).toMatch(/The code: [0-9A-Z]{4}(-[0-9A-Z]{4}){4}/);
    expect(mail?.text).toContain('it can be used once');
    expect(await stored()).toMatchObject({ grantId: grant.id, way: 'mail', state: 'done' });
  });

  test('of a customer without an address is handed over', async () => {
    const { give, waiting, runJobs } = await anOffice({ email: null });
    await give('voucher');
    await runJobs();
    expect(await waiting()).toMatchObject([
      { kind: 'voucher', code: expect.stringMatching(/^[0-9A-Z]{4}-/) },
    ]);
  });

  test('whose mail is suppressed is handed over', async () => {
    const { give, waiting, runJobs, request, manager, customer } = await anOffice();
    await request('PUT', `/api/customers/${customer.id}/address-block`, { as: manager, body: {} });
    await give('voucher');
    await runJobs();
    expect(await waiting()).toMatchObject([{ kind: 'voucher', way: 'by-hand', lastError: 'suppressed' }]);
  });
});

describe('the company’s own system', () => {
  test('is told of a grant once, signed, and its answer is the receipt', async () => {
    const { give, runJobs, shop, secret, stored, deps } = await anOffice({ hasHook: true });
    const grant = await give('account-credit');
    await runJobs();
    await runJobs();
    expect(shop.heard).toHaveLength(1);
    const [heard] = shop.heard;
    expect(JSON.parse(heard?.body ?? '')).toMatchObject({
      type: 'grant.issued',
      data: { grantId: grant.id, customerId: 'W-1', kind: 'account-credit', amountMinor: 10_000 },
    });
    const header = (name: string) => String(heard?.headers[`webhook-${name}`]);
    const signed = { id: header('id'), timestamp: header('timestamp'), signature: header('signature') };
    expect(isSigned({ ...signed, body: heard?.body ?? '' }, secret, deps.now())).toBe(true);
    expect(await stored()).toMatchObject({ way: 'webhook', state: 'done', receipt: '{"receipt":"R-7"}' });
  });

  test('that does not take it is asked again, later each time, and then a person sees to it', async () => {
    const { give, runJobs, shop, stored, waiting, at, deps, request, agent } = await anOffice({
      hasHook: true,
    });
    shop.status = 500;
    await give('extra-service');
    for (let tries = 1; ; tries++) {
      await runJobs();
      const due = nextTry(tries, deps.now());
      if (!due) break;
      expect(await waiting()).toEqual([]);
      at(due);
    }
    expect(shop.heard).toHaveLength(7);
    expect(new Set(shop.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await stored()).toMatchObject({ state: 'failed', attempts: 7 });
    const [task] = await waiting();
    shop.status = 204;
    expect((await request('POST', `/api/fulfilments/${task?.id}/retry`, { as: agent })).status).toBe(204);
    await runJobs();
    expect(await stored()).toMatchObject({ state: 'done' });
  });

  test('is told when what it was told of is taken back', async () => {
    const { give, runJobs, shop, request, manager, deps } = await anOffice({ hasHook: true });
    const { id } = await give('account-credit');
    await runJobs();
    await request('POST', `/api/grants/${id}/reversal`, { as: manager, body: { reason: 'By mistake' } });
    await runJobs();
    expect(JSON.parse(shop.heard[1]?.body ?? '')).toMatchObject({
      type: 'grant.reversed',
      data: { grantId: id, reversalReason: 'By mistake' },
    });
    expect((await deps.db.select().from(grants))[0]).toMatchObject({ status: 'reversed' });
  });

  test('is told of the reversal of what it may have taken though it did not say so, after it can hear no more of it', async () => {
    const { give, runJobs, shop, request, manager, at, deps } = await anOffice({ hasHook: true });
    const { id } = await give('account-credit');
    shop.status = 500;
    await runJobs();
    await request('POST', `/api/grants/${id}/reversal`, { as: manager, body: { reason: 'By mistake' } });
    shop.status = 200;
    await runJobs();
    expect(typesOf(shop)).toEqual(['grant.issued']);
    at(nextTry(1, deps.now()) ?? deps.now());
    await runJobs();
    expect(typesOf(shop)).toEqual(['grant.issued', 'grant.reversed']);
  });

  test('hears first of a grant and then of its reversal, also where it is taken back meanwhile', async () => {
    const { give, runJobs, shop, request, manager } = await anOffice({ hasHook: true });
    const { id } = await give('account-credit');
    shop.meanwhile = async () => {
      shop.meanwhile = async () => {};
      await request('POST', `/api/grants/${id}/reversal`, { as: manager, body: { reason: 'By mistake' } });
    };
    await runJobs();
    await runJobs();
    const [issued, ...reversed] = typesOf(shop);
    expect(issued).toBe('grant.issued');
    // Both jobs may tell of it, under one name, so that it is done once.
    expect(new Set(reversed)).toEqual(new Set(['grant.reversed']));
    expect(new Set(shop.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  });

  test('hears nothing of what was taken back before it was told', async () => {
    const { give, runJobs, shop, request, manager, stored } = await anOffice({ hasHook: true });
    const { id } = await give('account-credit');
    await request('POST', `/api/grants/${id}/reversal`, { as: manager, body: { reason: 'By mistake' } });
    await runJobs();
    expect(shop.heard).toEqual([]);
    expect(await stored()).toMatchObject({ toldAt: null });
  });

  test('can be tried out, and is set by a manager only, with a secret that is never told again', async () => {
    const { request, manager, agent, shop } = await anOffice({ hasHook: true });
    shop.status = 404;
    const tried = await request('POST', '/api/fulfilment-hook/test', { as: manager });
    expect(await tried.json()).toEqual({ isTaken: false, status: 404, said: '{"receipt":"R-7"}' });
    const body = { url: shop.url };
    expect((await request('PUT', '/api/fulfilment-hook', { as: agent, body })).status).toBe(403);
    const told = await (await request('GET', '/api/fulfilment-hook', { as: manager })).text();
    expect(told).not.toContain('whsec_');
    expect((await request('DELETE', '/api/fulfilment-hook', { as: manager })).status).toBe(204);
    expect((await request('POST', '/api/fulfilment-hook/test', { as: manager })).status).toBe(409);
  });
});

test.each([
  ['http://shop.example.com/', 'https'],
  ['https://127.0.0.1/', 'private'],
  ['https://localhost/', 'private'],
  ['https://[::1]/', 'private'],
  ['ftp://shop.example.com/', 'address'],
  ['shop', 'address'],
])('grants are not told to %s: %s', async (url, problem) => {
  const { request, deps } = await testApp();
  await aCompany(deps);
  const answered = await request('PUT', '/api/fulfilment-hook', { as: await alan(deps), body: { url } });
  expect(answered.status).toBe(400);
  expect(await answered.json()).toMatchObject({ fields: { problem } });
});
