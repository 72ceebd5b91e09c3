import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { events } from '#db/schema/events.ts';
import { sharedViews } from '#db/schema/understand.ts';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { responses } from '#db/schema/responses.ts';
import { driversOf } from '#server/understand/drivers.ts';
import type { openShare } from '#server/understand/views/shared-views.ts';
import { aDeparture, anAnswer } from '#tests/support/answers.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aLife } from '#tests/support/leavers.ts';
import { aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type Shown = Awaited<ReturnType<typeof openShare>>;
type ShownPage<Page> = { shown: Extract<Shown['shown'], { page: Page }> };

const personal = [
  'Ada Byron',
  'nobody called me',
  'Grace Hopper',
  'Alan Turing',
  'went to the shop next door',
  'C-',
];

describe('a shared page', () => {
  test.each([
    'overview',
    'reasons',
    'reasons?source=departures',
    'departments',
    'departures',
    'returns',
    'compensation',
  ])('%s shows figures, and no person anywhere in what it sends', async (address) => {
    const { deps, share, open } = await anOffice();
    await aFullMonth(deps);
    const [page = '', query = ''] = address.split('?');
    const shown = await open(await share({ page, query }));
    expect(shown.status).toBe(200);
    const text = await shown.text();
    expect((JSON.parse(text) as Shown).shown.figures).not.toBeNull();
    expect(personal.filter((word) => text.includes(word))).toEqual([]);
    expect(text).not.toMatch(/caseId|customerId|customerName|verbatim|words|responseId/);
  });

  test('keeps to the filters of the link, whatever the reader adds', async () => {
    const { deps, share, open } = await anOffice();
    for (let i = 0; i < 6; i++) await anAnswer(deps, { reasons: ['price'], tier: 'gold' });
    for (let i = 0; i < 9; i++) await anAnswer(deps, { reasons: ['service'], tier: 'copper' });
    const path = await share({ page: 'reasons', query: 'tier=gold&from=2026-10&to=2026-10&color=red' });
    const totals = [];
    for (const added of ['', '?tier=copper', '?tier=&source=departures&from=2020-01']) {
      const { shown, filters } = (await (await open(path + added)).json()) as Shown;
      totals.push(shown.figures && 'total' in shown.figures ? shown.figures.total : null);
      expect(filters).not.toHaveProperty('color');
    }
    expect(totals).toEqual([6, 6, 6]);
  });

  test('tells no sum that fewer than five customers paid', async () => {
    const { deps, share, open } = await anOffice();
    for (let i = 0; i < 4; i++) await aDeparture(deps, { reason: 'price/too-high', monthlyMinor: 77_700 });
    const shown = await (await open(await share({ page: 'overview', query: '' }))).text();
    expect(shown).not.toMatch(/77700|310800/);
    for (let i = 0; i < 2; i++) await aDeparture(deps, { reason: 'price/too-high', monthlyMinor: 77_700 });
    expect(await (await open(await share({ page: 'overview', query: '' }))).text()).toContain('466200');
  });

  test.each(['departures', 'returns'])('%s tells no sum that few customers paid', async (page) => {
    const { deps, share, open } = await anOffice();
    const since = '2025-01-01';
    const left = '2026-09-01';
    const life = { since, left, back: '2026-10-01', over: 'price' as const, monthlyMinor: 1000 };
    for (let i = 0; i < 9; i++) await aLife(deps, life);
    await aLife(deps, { since, left, over: 'service', monthlyMinor: 77_700 });
    const told = await (await open(await share({ page, query: '' }))).text();
    // A year of each: of all who left, of the one by himself, and of all but him.
    expect(told).toContain('1040400');
    expect(told).not.toMatch(/932400|"amountMinor":108000/);
  });

  test('departures tells no department of fewer than five, nor its sum', async () => {
    const { deps, share, open } = await anOffice();
    const life = { since: '2025-01-01', left: '2026-09-01' };
    for (let i = 0; i < 9; i++) await aLife(deps, { ...life, department: 'north', monthlyMinor: 1000 });
    for (let i = 0; i < 7; i++) await aLife(deps, { ...life, department: 'south', monthlyMinor: 2000 });
    for (let i = 0; i < 2; i++) await aLife(deps, { ...life, department: 'west', monthlyMinor: 77_700 });
    const opened = await (await open(await share({ page: 'departures', query: '' }))).json();
    const { shown } = opened as ShownPage<'departures'>;
    expect(shown.figures?.byDepartment).toMatchObject([
      { group: 'north', counts: { left: 9, lost: 9, atStart: 9 }, money: [{ amountMinor: 108_000 }] },
      { group: 'south', counts: null, share: { value: null, hidden: 'withheld' }, money: [] },
      { group: 'west', counts: null, share: { value: null, hidden: 'too-few' }, money: [] },
    ]);
  });

  test('departments tells what moves NPS as the desk does, and nothing where few were dissatisfied', async () => {
    const { deps, share, open } = await anOffice();
    const rate = async (count: number, nps: number, [code, value]: [string, number]) => {
      for (let i = 0; i < count; i++)
        await anAnswer(deps, { nps, others: [{ measure: `department:${code}`, value }], tier: 'gold' });
    };
    await rate(6, 2, ['delivery', 1]);
    await rate(9, 10, ['delivery', 5]);
    await rate(4, 0, ['support', 1]);
    await rate(9, 10, ['support', 5]);
    const driversWith = async (query: string) => {
      const opened = await (await open(await share({ page: 'departments', query }))).json();
      return (opened as ShownPage<'departments'>).shown.figures?.drivers;
    };
    const desk = (await driversOf(deps, {})).figures?.departments;
    expect(await driversWith('')).toEqual(desk);
    expect(desk).toMatchObject([{ code: 'delivery', n: 6, asked: 15, pull: { isReal: true } }]);
    // Three of another tier: the whole less the gold ones would tell of them.
    for (let i = 0; i < 3; i++) await anAnswer(deps, { nps: 9, tier: 'copper' });
    expect(await driversWith('tier=gold')).toEqual([]);
  });

  test('compensation tells no sum that few were given', async () => {
    const { deps, share, open } = await anOffice();
    for (let i = 0; i < 6; i++) await aGift(deps, 'issued', 100);
    await aGift(deps, 'declined', 77_700);
    const told = await (await open(await share({ page: 'compensation', query: '' }))).text();
    expect(told).toContain('78300');
    expect(told).not.toMatch(/77700|"amountMinor":600/);
  });

  test('is in no search engine and no cache', async () => {
    const { share, open, app } = await anOffice();
    const path = await share({ page: 'overview', query: '' });
    for (const answer of [
      await open(path),
      await app.request(path.replace('/api', '')),
      await open('/api/shared/x'),
    ]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-robots-tag')).toContain('noindex');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('cannot be asked for without end', async () => {
    const { deps, app } = await anOffice();
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    deps.config.trustProxy = true;
    const { readsPerAddress } = deps.config.visits;
    let answered = 0;
    while (answered < readsPerAddress && (await app.request('/api/shared/x', { headers })).status === 404)
      answered++;
    expect(answered).toBe(readsPerAddress / 2);
    expect((await app.request('/api/shared/x', { headers })).status).toBe(429);
  });
});

describe('a link', () => {
  test('that is wrong, expired or revoked says the same', async () => {
    const { at, deps, share, open, list, request, manager } = await anOffice();
    const [revoked, expired] = [
      await share({ page: 'overview', query: '', name: 'revoked' }),
      await share({ page: 'overview', query: '', days: 7 }),
    ];
    const first = (await list()).find(({ name }) => name === 'revoked');
    expect((await request('DELETE', `/api/shares/${first?.id}`, { as: manager })).status).toBe(204);
    expect((await request('DELETE', `/api/shares/${first?.id}`, { as: manager })).status).toBe(404);
    expect((await open(expired)).status).toBe(200);
    at(new Date(deps.now().getTime() + 7 * 86_400_000 + 1));
    const answers = await Promise.all([revoked, expired, '/api/shared/never'].map((path) => open(path)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });

  test('is kept as a hash only, listed with who made it, and written down', async () => {
    const { deps, share, list, manager } = await anOffice();
    const path = await share({ page: 'reasons', query: 'tier=gold' });
    const token = path.split('/').at(-1) ?? '';
    expect(token).toHaveLength(22);
    const stored = JSON.stringify([
      await deps.db.select().from(sharedViews),
      await deps.db.select().from(events),
    ]);
    expect(stored).not.toContain(token);
    expect(await list()).toMatchObject([
      { name: 'For the board', page: 'reasons', query: 'source=responses&tier=gold', madeBy: 'Alan Turing' },
    ]);
    const told = await deps.db.select().from(events).where(eq(events.kind, 'view-shared'));
    expect(told).toMatchObject([{ actorId: manager.id, data: { page: 'reasons', days: 30 } }]);
  });

  test.each([
    ['names a colleague', { query: 'manager=Grace Hopper' }, 'manager'],
    ['has filters that are none', { query: 'tier=wood' }, 'query'],
    ['is of a page that shows people', { page: 'inbox' }, 'page'],
    ['would stand for ever', { days: 3650 }, 'days'],
  ])('that %s is refused where it stands', async (_, wrong, field) => {
    const { request, manager } = await anOffice();
    const body = { name: 'x', page: 'overview', query: '', days: 30, ...wrong };
    const answer = await request('POST', '/api/shares', { as: manager, body });
    expect(answer.status).toBe(400);
    expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual([field]);
  });

  test('is made by no agent', async () => {
    const { deps, request } = await anOffice();
    const body = { name: 'x', page: 'overview', query: '', days: 30 };
    expect((await request('POST', '/api/shares', { as: await grace(deps), body })).status).toBe(403);
  });
});

async function anOffice() {
  const office = await testApp();
  const { deps, app, request } = office;
  await aCompany(deps);
  const manager = await alan(deps);
  return {
    ...office,
    manager,
    /** The address of what a new link shows. */
    share: async (share: { page: string; query: string; days?: number; name?: string }) => {
      const answer = await request('POST', '/api/shares', {
        as: manager,
        body: { name: 'For the board', days: 30, ...share },
      });
      expect(answer.status).toBe(201);
      const { url } = (await answer.json()) as { url: string };
      return `/api${new URL(url).pathname}`;
    },
    open: (path: string) => app.request(path),
    list: async () =>
      (
        (await (await request('GET', '/api/shares', { as: manager })).json()) as {
          shares: { id: string; name: string }[];
        }
      ).shares,
  };
}

async function aGift(deps: Parameters<typeof alan>[0], status: 'issued' | 'declined', amountMinor: number) {
  const { id: responseId, customer } = await anAnswer(deps, { nps: 2, words: 'nobody called me' });
  const openedAt = new Date('2026-10-06T09:00:00Z');
  const opened = await aCase(deps, { customerId: customer.id, responseId, openedAt });
  await aProposal(deps, opened, {
    status,
    amountMinor,
    proposedAt: openedAt,
    wrong: 'service/late-delivery',
  });
}

/** Answers with words, names, account managers and cases' scores, and people who left. */
async function aFullMonth(deps: Parameters<typeof alan>[0]) {
  for (let i = 0; i < 12; i++) {
    await anAnswer(deps, {
      nps: i % 11,
      csat: 2,
      reasons: ['service/late-delivery', 'price'],
      words: `nobody called me ${i}`,
      tier: 'gold',
      monthlyMinor: 500,
    });
    await aDeparture(deps, { text: 'went to the shop next door', reason: 'competitor/better-offer' });
    await aGift(deps, 'issued', 500);
  }
  await write(deps.db, (tx) => {
    tx.run(deps.db.update(customers).set({ accountManager: 'Grace Hopper' }));
    tx.run(deps.db.update(responses).set({ accountManager: 'Grace Hopper' }));
  });
}
