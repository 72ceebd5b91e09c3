import { expect, test } from 'vitest';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, grace } from '#tests/support/cast.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';

type Page = { cases: { id: string; status: string }[]; next: string | null };

const inHours = (hours: number) => new Date(testNow.getTime() + hours * 3_600_000);

async function anInbox() {
  const test = await testApp();
  await aCompany(test.deps);
  const agent = await grace(test.deps);
  const list = async (query: string) =>
    (await (await test.request('GET', `/api/cases?${query}`, { as: agent })).json()) as Page;
  return { ...test, agent, list };
}

test('who has waited longest for a first contact comes first, and filters narrow the list', async () => {
  const { deps, agent, list, request } = await anInbox();
  const other = await aColleague(deps, { name: 'Barbara' });
  const due = (hours: number) => ({
    firstContactDueAt: inHours(hours),
    resolutionDueAt: inHours(hours + 68),
  });
  const soon = await aCase(deps, { ...due(2), ownerId: agent.id });
  const late = await aCase(deps, { ...due(-1), ownerId: other.id });
  const spoken = await aCase(deps, { ...due(-80), status: 'contacted', ownerId: agent.id });
  const done = await aCase(deps, { ...due(-90), status: 'resolved', ownerId: agent.id });
  await aProposal(deps, soon);
  const ids = async (query: string) => (await list(query)).cases.map(({ id }) => id);
  expect(await ids('')).toEqual([late.id, soon.id, spoken.id]);
  expect(await ids('filter=mine')).toEqual([soon.id, spoken.id]);
  expect(await ids('filter=waiting')).toEqual([late.id, soon.id]);
  expect(await ids('filter=overdue')).toEqual([late.id, spoken.id]);
  expect(await ids('filter=resolved')).toEqual([done.id]);
  const counts = await request('GET', '/api/inbox/counts', { as: agent });
  expect(await counts.json()).toEqual({ waiting: 2, mine: 2, overdue: 2, approvals: 1 });
});

test('what presses most comes before what is due first', async () => {
  const { deps, list } = await anInbox();
  const at = (severity: number, hours: number) =>
    aCase(deps, { severity, firstContactDueAt: inHours(hours) });
  const usual = await at(2, 10);
  const atOnce = await at(4, 20);
  const soon = await at(3, 20);
  const canWait = await at(1, 4);
  expect((await list('')).cases.map(({ id }) => id)).toEqual(
    [atOnce, usual, soon, canWait].map(({ id }) => id),
  );
});

test('a list is narrowed by what a case is about and whose it is', async () => {
  const { deps, list, agent } = await anInbox();
  const one = await aCase(deps, {
    severity: 4,
    tier: 'silver',
    category: 'price',
    department: 'sales',
    locale: 'ar',
  });
  const other = await aCase(deps, { severity: 1, tier: 'gold', ownerId: agent.id, locale: 'en' });
  const ids = async (query: string) => (await list(query)).cases.map(({ id }) => id);
  for (const query of [
    'severity=4',
    'tier=silver',
    'category=price',
    'department=sales',
    'language=ar',
    'owner=none',
  ])
    expect(await ids(query)).toEqual([one.id]);
  for (const query of ['severity=1', 'tier=gold', `owner=${agent.id}`, 'category=service&language=en'])
    expect(await ids(query)).toEqual([other.id]);
  expect(await ids('severity=4&tier=gold')).toEqual([]);
});

test('what waits for a yes or no is a list of its own, until it is decided', async () => {
  const { deps, list, agent, request } = await anInbox();
  const undecided = await aCase(deps);
  const spoken = await aCase(deps, { status: 'contacted' });
  const decided = await aCase(deps);
  await aCase(deps);
  const proposal = await aProposal(deps, undecided);
  await aProposal(deps, spoken);
  await aProposal(deps, decided, { status: 'declined' });
  const ids = async () => (await list('filter=approvals')).cases.map(({ id }) => id);
  expect(await ids()).toEqual([undecided.id, spoken.id]);
  await request('POST', `/api/grants/${proposal.id}/refusal`, { as: agent, body: {} });
  expect(await ids()).toEqual([spoken.id]);
});

test('pages follow by key across the statuses, without a gap or a repeat', async () => {
  const { deps, list } = await anInbox();
  const { id: customerId } = await aCustomer(deps);
  for (let place = 0; place < 70; place++) {
    await aCase(deps, {
      customerId,
      status: place % 3 === 0 ? 'contacted' : 'open',
      firstContactDueAt: inHours(place % 7),
    });
  }
  const first = await list('');
  const second = await list(`after=${first.next}`);
  expect([first.cases.length, second.cases.length, second.next]).toEqual([50, 20, null]);
  expect(new Set([...first.cases, ...second.cases].map(({ id }) => id)).size).toBe(70);
});

test.each([
  'filter=everything',
  'severity=5',
  'severity=high',
  'tier=lead',
  'after=..%2F..',
  'after=open.12',
  `after=open.1.${'x'.repeat(200)}`,
])('a listing asked with %s is refused', async (query) => {
  const { request, agent } = await anInbox();
  expect((await request('GET', `/api/cases?${query}`, { as: agent })).status).toBe(400);
});

test('a case shows its customer, the answer, the order and what may be given', async () => {
  const { deps, request, agent } = await anInbox();
  const { id: customerId } = await aCustomer(deps, { name: 'سلمى الحداد', tier: 'gold' });
  const recoveryCase = await aCase(deps, { customerId, ownerId: agent.id });
  const proposal = await aProposal(deps, recoveryCase);
  const page = await request('GET', `/api/cases/${recoveryCase.id}`, { as: agent });
  expect(await page.json()).toMatchObject({
    case: { id: recoveryCase.id, status: 'open' },
    customer: { name: 'سلمى الحداد', tier: 'gold', earlierCases: 0 },
    response: { verbatim: 'Four days late and nobody called me.', reasons: [{ detail: 'late-delivery' }] },
    order: { id: proposal.orderId },
    offer: { id: proposal.id, mostMinor: 186_000, decision: null },
    colleagues: [{ id: agent.id, isComplainedAbout: false }],
  });
});

test('the letter to start from names the wrong and what was given, in the customer’s language', async () => {
  const { deps, request, agent } = await anInbox();
  const { id: customerId } = await aCustomer(deps, { name: 'سلمى الحداد', locale: 'ar' });
  const recoveryCase = await aCase(deps, { customerId }, { verbatim: 'تأخر الطلب', locale: 'ar' });
  await aProposal(deps, recoveryCase, { status: 'issued' });
  const letter = await request('GET', `/api/cases/${recoveryCase.id}/letter`, { as: agent });
  const { locale, text } = (await letter.json()) as { locale: string; text: string };
  expect(locale).toBe('ar');
  for (const part of ['سلمى الحداد', 'تأخر التسليم', '248.00', '[[', agent.name])
    expect(text).toContain(part);
});
