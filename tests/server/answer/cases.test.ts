import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { caseNotes, cases } from '#db/schema/cases.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { aCase, aProposal, happens } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

type CaseRow = typeof cases.$inferSelect;

async function atTheDesk(of: Partial<CaseRow> = {}, customer: Parameters<typeof aCustomer>[1] = {}) {
  const test = await testApp();
  await aCompany(test.deps);
  const agent = await grace(test.deps);
  const customerId = (await aCustomer(test.deps, customer)).id;
  const recoveryCase = await aCase(test.deps, { customerId, ownerId: agent.id, ...of });
  const send = (path: string, body: unknown, as: { id: string } = agent) =>
    test.request('POST', `/api/cases/${recoveryCase.id}/${path}`, { as, body });
  return { ...test, agent, recoveryCase, send, stored: () => storedCase(test, recoveryCase.id) };
}

const ending = { outcome: 'put-right', rootCause: 'No call before delivery', letter: null };
const call = { kind: 'call', note: 'She is calmer now.' };

describe('contacting a customer', () => {
  test('moves the case on, keeps the note and tells it', async () => {
    const { send, stored, deps, agent, recoveryCase } = await atTheDesk();
    expect((await send('contacts', call)).status).toBe(204);
    expect(await stored()).toMatchObject({ status: 'contacted', contactedAt: deps.now() });
    expect(await deps.db.select().from(caseNotes)).toMatchObject([
      { kind: 'call', body: 'She is calmer now.', authorId: agent.id },
    ]);
    expect(await eventsOf(deps, recoveryCase.id)).toEqual(['case-opened', 'case-contacted']);
  });

  test('a case without an owner belongs to whoever speaks first', async () => {
    const { send, stored, agent } = await atTheDesk({ ownerId: null });
    await send('contacts', call);
    expect(await stored()).toMatchObject({ ownerId: agent.id });
  });

  test('by mail from the desk sends the words to the customer', async () => {
    const { send, deps, runJobs, recoveryCase } = await atTheDesk();
    await send('contacts', { kind: 'mail', note: 'I have looked into it.', isToSend: true });
    await runJobs();
    const [mail] = await deps.db.select().from(messages);
    expect(mail).toMatchObject({ kind: 'case-message', caseId: recoveryCase.id });
    expect(mail?.text).toContain('I have looked into it.');
  });

  test.each([
    ['an unknown kind', { kind: 'telegram', note: '' }, 'kind'],
    ['sending a call', { kind: 'call', note: 'x', isToSend: true }, 'isToSend'],
    ['sending no words', { kind: 'mail', note: ' ', isToSend: true }, 'isToSend'],
    ['a note as a number', { kind: 'call', note: 7 }, 'note'],
    ['a note of 10,001 characters', { kind: 'call', note: 'x'.repeat(10_001) }, 'note'],
  ])('refuses %s', async (_, body, field) => {
    const { send, stored } = await atTheDesk();
    const response = await send('contacts', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ fields: { [field]: expect.any(String) } });
    expect(await stored()).toMatchObject({ status: 'open' });
  });

  test('is never done by the account manager complained about, whose name is Arabic', async () => {
    const { send, deps, stored } = await atTheDesk(
      {},
      { name: 'سلمى الحداد', accountManager: 'هدى العتيبي ' },
    );
    const huda = await aColleague(deps, { name: 'هدى  العتيبي', email: 'huda@water.example' });
    const response = await send('contacts', call, huda);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ fields: { refusal: 'complained-about' } });
    expect(await stored()).toMatchObject({ status: 'open' });
  });

  test('is never done with a customer who died', async () => {
    const { send } = await atTheDesk({}, { status: 'deceased' });
    expect((await send('contacts', call)).status).toBe(403);
  });
});

describe('a note', () => {
  test('is kept to the letter, whatever it says', async () => {
    const { send, request, agent, recoveryCase } = await atTheDesk();
    const naughty = ['<script>alert(1)</script>', "'; DROP TABLE cases;--", '=1+1', '🏳️‍🌈 ‮abc', 'ثم نفس سقطت'];
    for (const body of naughty) expect((await send('notes', { body })).status).toBe(204);
    const page = await request('GET', `/api/cases/${recoveryCase.id}`, { as: agent });
    const { timeline } = (await page.json()) as { timeline: { type: string; body?: string }[] };
    const kept = timeline.filter(({ type }) => type === 'note').map(({ body }) => body);
    expect(kept.sort()).toEqual(naughty.sort());
  });

  test('is refused when it says nothing, and on a case that does not exist', async () => {
    const { send, request, agent } = await atTheDesk();
    expect((await send('notes', { body: ' \n ' })).status).toBe(400);
    const elsewhere = await request('POST', '/api/cases/nowhere/notes', { as: agent, body: { body: 'x' } });
    expect(elsewhere.status).toBe(404);
  });
});

describe('resolving a case', () => {
  test('ends it with an outcome and a root cause, and writes to nobody unless told to', async () => {
    const { send, stored, deps, recoveryCase, runJobs } = await atTheDesk({ status: 'contacted' });
    expect((await send('resolution', ending)).status).toBe(204);
    expect(await stored()).toMatchObject({
      status: 'resolved',
      outcome: 'put-right',
      rootCause: 'No call before delivery',
      resolvedAt: deps.now(),
    });
    expect(await eventsOf(deps, recoveryCase.id)).toContain('case-resolved');
    await runJobs();
    expect(await deps.db.select().from(messages)).toEqual([]);
  });

  test('sends the letter the agent wrote, in the direction of the customer', async () => {
    const { send, deps, runJobs, agent } = await atTheDesk({ status: 'contacted' }, { locale: 'ar' });
    await send('resolution', { ...ending, letter: 'تحية طيبة، سلمى\n\nنعتذر عن التأخير.' });
    await runJobs();
    const [mail] = await deps.db.select().from(messages);
    expect(mail).toMatchObject({ kind: 'case-resolved', headers: { 'Reply-To': agent.email } });
    expect(mail?.text).toContain('نعتذر عن التأخير.');
    expect(mail?.html).toContain('نعتذر عن التأخير.');
  });

  test.each([
    ['before anybody spoke to the customer', {}, ending, 'contact-first'],
    [
      'with a place left to fill in',
      { status: 'contacted' },
      { ...ending, letter: 'Changed: [[what]]' },
      'letter-unfinished',
    ],
    ['without a root cause', { status: 'contacted' }, { ...ending, rootCause: '  ' }, 'root-cause-needed'],
  ] as const)('is refused %s', async (_, of, body, refusal) => {
    const { send, stored } = await atTheDesk(of);
    const response = await send('resolution', body);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.json()).toMatchObject({ fields: { refusal } });
    expect((await stored())?.status).not.toBe('resolved');
  });

  test('is refused while the compensation is undecided', async () => {
    const { send, deps, recoveryCase } = await atTheDesk({ status: 'contacted' });
    await aProposal(deps, recoveryCase);
    expect((await send('resolution', ending)).status).toBe(409);
  });

  test('by two agents at once: one resolves it, the other is told who did', async () => {
    const { send, deps, stored, agent, recoveryCase } = await atTheDesk({ status: 'contacted' });
    const barbara = await aColleague(deps, { name: 'Barbara Liskov' });
    const both = await Promise.all([
      send('resolution', ending, agent),
      send('resolution', { ...ending, outcome: 'lost' }, barbara),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    const winner = both[0]?.status === 204 ? agent.name : barbara.name;
    const told = await both.find(({ status }) => status === 409)?.json();
    expect(told).toMatchObject({ fields: { refusal: 'already-resolved', by: winner } });
    expect(await stored()).toMatchObject({ outcome: winner === agent.name ? 'put-right' : 'lost' });
    const kinds = await eventsOf(deps, recoveryCase.id);
    expect(kinds.filter((kind) => kind === 'case-resolved')).toHaveLength(1);
  });
});

describe('giving a case away', () => {
  test('changes its owner', async () => {
    const { send, deps, stored } = await atTheDesk();
    const barbara = await aColleague(deps, { name: 'Barbara Liskov' });
    expect((await send('assignment', { ownerId: barbara.id })).status).toBe(204);
    expect(await stored()).toMatchObject({ ownerId: barbara.id });
  });

  test('is refused to the account manager complained about, to leavers, to strangers and to the owner', async () => {
    const { send, deps, agent, stored } = await atTheDesk({}, { accountManager: 'HUDA@water.example' });
    const huda = await aColleague(deps, { name: 'Huda', email: 'huda@water.example' });
    const gone = await aColleague(deps, { name: 'Gone', leftAt: deps.now() });
    const statuses = [];
    for (const ownerId of [huda.id, gone.id, 'nobody', agent.id])
      statuses.push((await send('assignment', { ownerId })).status);
    expect(statuses).toEqual([403, 409, 400, 409]);
    expect(await stored()).toMatchObject({ ownerId: agent.id });
  });
});

describe('the alert', () => {
  test('tells the owner who, what score, which words and by when, once', async () => {
    const { deps, runJobs, recoveryCase, agent } = await atTheDesk();
    await happens(deps, { kind: 'case-opened', caseId: recoveryCase.id });
    await runJobs();
    const sent = await deps.db.select().from(messages);
    expect(sent).toMatchObject([{ kind: 'case-alert', toEmail: agent.email }]);
    expect(sent[0]?.subject).toContain('Ada Byron');
    expect(sent[0]?.text).toContain('gave us 2 of 10');
    expect(sent[0]?.text).toContain('> Four days late and nobody called me.');
    expect(sent[0]?.text).toContain('14:00');
    expect(sent[0]?.text).toContain(`/inbox/${recoveryCase.id}`);
  });

  test('goes to the managers while nobody owns the case', async () => {
    const { deps, runJobs, recoveryCase } = await atTheDesk({ ownerId: null });
    const manager = await alan(deps);
    await happens(deps, { kind: 'case-opened', caseId: recoveryCase.id });
    await runJobs();
    expect(await deps.db.select().from(messages)).toMatchObject([{ toEmail: manager.email }]);
  });
});

async function storedCase({ deps }: TestApp, id: string) {
  const [row] = await deps.db.select().from(cases).where(eq(cases.id, id));
  return row;
}

async function eventsOf({ db }: TestApp['deps'], caseId: string) {
  const rows = await db.select({ kind: events.kind }).from(events).where(eq(events.caseId, caseId));
  return rows.map(({ kind }) => kind);
}
