import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { messages } from '#db/schema/email.ts';
import { responses } from '#db/schema/responses.ts';
import { prepareWave } from '#server/ask/wave-preparation.ts';
import { readConfig } from '#server/config.ts';
import { aColleague, aCompany, aCustomer } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';

const rates = {
  AMENDS_POSTS_PER_ADDRESS: '40',
  AMENDS_POSTS_PER_LINK: '10',
  AMENDS_READS_PER_ADDRESS: '100',
};

async function asked(settings: Record<string, string> = {}) {
  const config = readConfig({ AMENDS_LOG: 'silent', AMENDS_TRUST_PROXY: 'yes', ...rates, ...settings });
  const t = await testApp({ config });
  await aCompany(t.deps, { locale: 'he' });
  const wave = await aWave(t.deps);
  const links = await Promise.all(
    [0, 1].map(
      async () => (await anInvitation(t.deps, wave, { customerId: (await aCustomer(t.deps)).id })).token,
    ),
  );
  const from = (address: string, headers: Record<string, string> = {}) => ({
    'x-forwarded-for': address,
    accept: 'application/json',
    ...headers,
  });
  const statuses = async (count: number, visit: (n: number) => Promise<Response>) => {
    const met: Record<number, number> = {};
    for (let n = 0; n < count; n++) {
      const { status } = await visit(n);
      met[status] = (met[status] ?? 0) + 1;
    }
    return met;
  };
  const start = (token: string, address: string) =>
    t.request('POST', `/s/${token}/start`, { headers: from(address) });
  return { ...t, links, from, statuses, start };
}

const nobodys = (n: number) => `unknown-link-${String(n).padStart(9, '0')}`;

describe('whoever posts too often', () => {
  test('from one address is asked to come again, whatever the link, and nothing is stored', async () => {
    const { deps, request, from, statuses, start, links, at } = await asked();
    expect(await statuses(50, (n) => start(nobodys(n), '192.0.2.7'))).toEqual({ 204: 20, 429: 30 });
    const post = { body: { answers: { recommend: 9 } }, headers: from('192.0.2.7') };
    const refused = await request('POST', `/s/${links[0]}`, post);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(await refused.json()).toMatchObject({ status: 429, code: 'too_many', title: 'Too many requests' });
    expect(await deps.db.$count(responses)).toBe(0);
    at(new Date(testNow.getTime() + 2000));
    expect((await request('POST', `/s/${links[0]}`, post)).status).toBe(201);
  });

  test('with one link is asked to come again, whatever the address', async () => {
    const { statuses, start, links } = await asked();
    const [ada = '', grace = ''] = links;
    expect(await statuses(12, (n) => start(ada, `198.51.100.${n}`))).toEqual({ 204: 5, 429: 7 });
    expect((await start(grace, '198.51.100.1')).status).toBe(204);
  });

  test('from one line of IPv6 is one visitor, and from another line another', async () => {
    const { statuses, start } = await asked();
    const met = await statuses(30, (n) => start(nobodys(n), `2001:db8:1:2::${n.toString(16)}`));
    expect(met).toEqual({ 204: 20, 429: 10 });
    expect((await start(nobodys(99), '2001:db8:1:3::1')).status).toBe(204);
  });

  test('cannot make himself another by saying so', async () => {
    const { statuses, start } = await asked();
    const met = await statuses(30, (n) => start(nobodys(n), `203.0.113.${n}, 192.0.2.7`));
    expect(met).toEqual({ 204: 20, 429: 10 });
  });

  test('reads it on a page of her own language', async () => {
    const { request, from, statuses, start, links } = await asked();
    await statuses(20, (n) => start(nobodys(n), '192.0.2.7'));
    const browser = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
    const page = async (headers: Record<string, string>, query = '') => {
      const sent = await request('POST', `/s/${links[0]}${query}`, {
        headers: from('192.0.2.7', { ...browser, ...headers }),
      });
      expect(sent.status).toBe(429);
      expect(sent.headers.get('content-security-policy')).toContain("default-src 'none'");
      return sent.text();
    };
    expect(await page({})).toContain('יותר מדי פניות בבת אחת');
    expect(await page({ 'accept-language': 'ar-SA,ar;q=0.9' })).toContain('طلبات كثيرة في وقت واحد');
    expect(await page({}, '?lang=ru')).toContain('Слишком много обращений сразу');
    expect(await page({ 'accept-language': 'en' })).toContain('Too many at once');
  });
});

test('reading a page is counted apart, and stops only a crawler', async () => {
  const { request, from, statuses, start, links } = await asked();
  await statuses(20, (n) => start(nobodys(n), '192.0.2.7'));
  const read = (n: number) =>
    request(n % 2 ? 'GET' : 'HEAD', `/s/${links[0]}`, { headers: from('192.0.2.7') });
  expect(await statuses(60, read)).toEqual({ 200: 50, 429: 10 });
  expect((await request('GET', '/api/company', { headers: from('192.0.2.7') })).status).toBe(401);
});

test('a whole staff may answer by its one link', async () => {
  const config = readConfig({ AMENDS_LOG: 'silent', AMENDS_TRUST_PROXY: 'yes', ...rates });
  const t = await testApp({ config });
  await aCompany(t.deps);
  await aColleague(t.deps, { name: 'Grace' });
  const wave = await aWave(t.deps, { kind: 'staff', isAnonymous: true });
  await prepareWave(t.deps, wave.id);
  await t.runJobs();
  const [mail] = await t.deps.db.select().from(messages);
  const token = /\/s\/([\w-]{22})/.exec(mail?.text ?? '')?.[1];
  for (let n = 0; n < 15; n++) {
    const headers = { 'x-forwarded-for': `198.51.100.${n}` };
    const sent = await t.request('POST', `/s/${token}`, { body: { answers: { recommend: 9 } }, headers });
    expect(sent.status).toBe(201);
  }
});

test('visits through a proxy nobody told us of are counted by link only, which the log says once', async () => {
  const log: string[] = [];
  const config = readConfig({ ...rates, AMENDS_LOG: 'silent' });
  const t = await testApp({
    config,
    log: pino({ level: 'warn' }, { write: (line: string) => void log.push(line) }),
  });
  await aCompany(t.deps);
  const visit = async (n: number, remoteAddress: string, headers: Record<string, string>) => {
    const incoming = { socket: { remoteAddress } };
    const request = new Request(`http://localhost/s/${nobodys(n)}/start`, { method: 'POST', headers });
    return (await t.app.fetch(request, { incoming })).status;
  };
  const met = new Set<number>();
  for (let n = 0; n < 40; n++)
    met.add(await visit(n, '::ffff:127.0.0.1', { 'x-forwarded-for': `192.0.2.${n}` }));
  expect(met).toEqual(new Set([204]));
  expect(log.filter((line) => line.includes('AMENDS_TRUST_PROXY'))).toHaveLength(1);
  for (let n = 0; n < 40; n++) met.add(await visit(n, '8.8.8.8', { 'x-forwarded-for': `192.0.2.${n}` }));
  expect(met).toEqual(new Set([204, 429]));
});

test('0 lets everything through', async () => {
  const { statuses, start, links } = await asked({
    AMENDS_POSTS_PER_ADDRESS: '0',
    AMENDS_POSTS_PER_LINK: '0',
  });
  expect(await statuses(100, () => start(links[0] ?? '', '192.0.2.7'))).toEqual({ 204: 100 });
});
