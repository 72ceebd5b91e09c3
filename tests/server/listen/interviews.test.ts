import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { contacts } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { invitations, programs } from '#db/schema/programs.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { tokenFor } from '#server/ask/invitation.ts';
import type { Deps } from '#server/deps.ts';
import { adaLeft, due } from '#tests/support/called.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aColleague, aCustomer, alan } from '#tests/support/cast.ts';

const answers = {
  reason: 'service',
  'reason-Comment': 'Nobody ever called back.',
  'service-detail': 'slow-answer',
  'may-call': 'no',
  'may-call-Comment': 'Enough calls, thank you.',
};

/** Ada has been reached. */
async function reached() {
  const left = await adaLeft();
  left.t.at(due);
  await left.end('reached');
  return left;
}

describe('an interview on the telephone', () => {
  test('shows the customer, and the very survey she was invited to', async () => {
    const { t, call, agent, ada } = await adaLeft();
    t.at(due);
    const shown = await t.request('GET', `/api/calls/${call?.id}/interview`, { as: agent });
    expect(shown.headers.get('cache-control')).toBe('no-store');
    const { call: card, company, definition } = await shown.json();
    expect(card).toMatchObject({
      locale: 'en',
      kind: 'exit',
      customer: { id: ada.id, phone: '+966 50 1' },
      departure: { category: 'price' },
      underWay: null,
      mayCall: true,
      offered: { id: agent.id },
    });
    expect(company).toEqual({ name: 'Water Market' });
    expect(definition.pages[0].elements[0].name).toBe('reason');
    expect(JSON.stringify([card, company])).not.toContain('oken');
  });

  test('is taken as her answer, with the words she used and who asked', async () => {
    const { t, deps, interview, standing, agent, ada, call } = await reached();
    const taken = await interview(answers);
    expect(taken.status).toBe(201);
    expect(await taken.json()).toMatchObject({ thanks: { contact: expect.anything(), reward: null } });
    const [kept] = await deps.db.select().from(responses);
    expect(kept).toMatchObject({
      invitationId: call?.id,
      customerId: ada.id,
      status: 'complete',
      answers,
      verbatim: 'Nobody ever called back.\n\nEnough calls, thank you.',
      interviewedBy: agent.id,
      locale: 'en',
    });
    expect(await standing()).toMatchObject({ status: 'completed' });
    expect(
      await deps.db
        .select()
        .from(reasons)
        .where(eq(reasons.responseId, kept?.id ?? '')),
    ).toMatchObject([{ category: 'service', detail: 'slow-answer', status: 'stated' }]);
    expect(await deps.db.$count(cases)).toBe(1);
    const [event] = await deps.db.select().from(events).where(eq(events.kind, 'response-received'));
    expect(event).toMatchObject({
      actorId: agent.id,
      data: { responseId: kept?.id, interviewedBy: agent.id },
    });
    expect(await t.runJobs()).toBeGreaterThan(0);
  });

  test('is told as such in her line of time, on the page of her case, and among the voices', async () => {
    const { t, deps, interview, ada } = await reached();
    await interview(answers);
    const boss = await alan(deps);
    const get = async (path: string) => (await t.request('GET', `/api/${path}`, { as: boss })).json();
    const { items } = await get(`customers/${ada.id}/timeline`);
    const asked = { askedBy: 'Grace Hopper' };
    expect(items.filter(({ kind }: { kind: string }) => kind === 'response')).toMatchObject([asked]);
    const [recoveryCase] = await deps.db.select().from(cases);
    const page = await get(`cases/${recoveryCase?.id}`);
    expect(page).toMatchObject({ response: asked });
    expect(page.story.items.filter(({ type }: { type: string }) => type === 'answer')).toMatchObject([asked]);
    const { voices } = await get('reasons/voices?category=service&from=2027-02&to=2027-02');
    expect(voices).toMatchObject([{ words: expect.stringContaining('Nobody ever called back.'), ...asked }]);
  });

  test('is taken once, however often and at once it is sent, and its sender always gets her thanks', async () => {
    const { deps, interview } = await reached();
    const all = await Promise.all([interview(answers), interview(answers), interview(answers)]);
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await interview({ reason: 'price' })).status).toBe(201);
    expect(await deps.db.$count(responses)).toBe(1);
    expect(await deps.db.$count(events, eq(events.kind, 'response-received'))).toBe(1);
    expect(await deps.db.$count(contacts)).toBe(1);
  });

  test('is not kept beside the answer she has given herself meanwhile', async () => {
    const { t, deps, interview, call } = await reached();
    const token = tokenFor(deps.secret, call?.tokenNonce ?? '');
    await t.request('POST', `/s/${token}`, { body: { answers: { reason: 'price' } } });
    const refused = await interview(answers);
    expect(refused.status).toBe(409);
    expect((await refused.json()).detail).toBe('The customer has answered herself. Yours was not kept.');
    expect(await deps.db.select().from(responses)).toMatchObject([{ interviewedBy: null }]);
  });

  test('lets nobody else use the words of an interviewer', async () => {
    const { t, deps, call } = await reached();
    const token = tokenFor(deps.secret, call?.tokenNonce ?? '');
    const body = { answers: { reason: 'price', 'reason-Comment': 'x' }, interviewedBy: 'anybody' };
    expect((await t.request('POST', `/s/${token}`, { body })).status).toBe(400);
    await t.request('POST', `/s/${token}`, { body: { ...body, answers: { reason: 'price' } } });
    expect(await deps.db.select().from(responses)).toMatchObject([{ interviewedBy: null }]);
  });

  test('waits until she has been reached', async () => {
    const { t, deps, interview } = await adaLeft();
    t.at(due);
    expect((await interview(answers)).status).toBe(409);
    expect(await deps.db.$count(responses)).toBe(0);
  });

  test.each([
    ['an answer missing', {}, { reason: 'required' }],
    ['a choice there is not', { reason: 'weather' }, { reason: 'not-a-choice' }],
    [
      'words too long',
      { reason: 'price', 'reason-Comment': 'x'.repeat(4001) },
      { 'reason-Comment': 'too-long' },
    ],
    ['an unknown question', { reason: 'price', zzz: 1 }, { zzz: 'unknown' }],
  ])('is refused with %s, question by question', async (_what, wrong, fields) => {
    const { deps, interview } = await reached();
    const refused = await interview(wrong);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ fields });
    expect(await deps.db.$count(responses)).toBe(0);
  });

  test.each([
    ['closed', { status: 'expired' as const }],
    ['out of time', { closesAt: new Date(due) }],
  ])('is refused when it is %s', async (_what, change) => {
    const { t, deps, interview } = await reached();
    await write(deps.db, (tx) => tx.run(deps.db.update(invitations).set(change)));
    t.at('2027-03-01T09:00:00Z');
    expect((await interview(answers)).status).toBe(409);
    expect(await deps.db.$count(responses)).toBe(0);
  });

  test('that has begun is taken though its program has been paused since', async () => {
    const { deps, interview } = await reached();
    await write(deps.db, (tx) => tx.run(deps.db.update(programs).set({ pausedAt: deps.now() })));
    expect((await interview(answers)).status).toBe(201);
  });

  test('with a customer who has died since is not taken', async () => {
    const { deps, interview } = await reached();
    await write(deps.db, (tx) => tx.run(deps.db.update(customers).set({ status: 'deceased' })));
    expect((await interview(answers)).status).toBe(404);
  });

  test('is for people who have signed in, and for calls', async () => {
    const { t, call, headers, agent } = await reached();
    const path = `/api/calls/${call?.id}/interview`;
    const body = { answers };
    expect((await t.request('POST', path, { body })).status).toBe(401);
    expect((await t.request('POST', path, { body, headers })).status).toBe(403);
    expect((await t.request('GET', path)).status).toBe(401);
    expect((await t.request('GET', '/api/calls/nothing/interview', { as: agent })).status).toBe(404);
    expect((await t.request('POST', path, { as: agent, body: { answers: 'x' } })).status).toBe(400);
    expect((await t.request('POST', path, { as: agent, body: { answers, extra: 1 } })).status).toBe(400);
  });
});

describe('what was said so far', () => {
  async function underWay() {
    const left = await reached();
    const { t, call, agent } = left;
    const save = (said: unknown, as: { id: string } = agent) =>
      t.request('PUT', `/api/calls/${call?.id}/interview/answers`, { as, body: { answers: said } });
    const shown = async (as: { id: string } = agent) =>
      (await t.request('GET', `/api/calls/${call?.id}/interview`, { as })).json();
    return { ...left, save, shown };
  }

  test('is kept with her words, shown on any device, and is no answer yet', async () => {
    const { deps, save, shown, standing, agent } = await underWay();
    const said = { reason: 'service', 'reason-Comment': 'Nobody called.', zzz: 1, phone: 'hidden' };
    expect(await (await save(said)).json()).toEqual({ outcome: 'saved' });
    const kept = { reason: 'service', 'reason-Comment': 'Nobody called.' };
    expect((await shown()).saved).toMatchObject({ answers: kept, by: agent.id });
    expect(await deps.db.select().from(responses)).toMatchObject([
      { status: 'partial', answers: kept, verbatim: null, interviewedBy: agent.id },
    ]);
    expect(await standing()).toMatchObject({ status: 'started' });
    expect(await deps.db.$count(cases)).toBe(0);
  });

  test('becomes the answer when the interview is taken', async () => {
    const { deps, save, interview } = await underWay();
    await save({ reason: 'price' });
    expect((await interview(answers)).status).toBe(201);
    expect(await deps.db.select().from(responses)).toMatchObject([{ status: 'complete', answers }]);
    expect((await save({ reason: 'price' })).status).toBe(409);
  });

  test('goes on from what the customer had begun herself, and never shows her what was written down', async () => {
    const { t, deps, save, shown, call } = await underWay();
    const token = tokenFor(deps.secret, call?.tokenNonce ?? '');
    await t.request('POST', `/s/${token}/answers`, { body: { answers: { reason: 'price' } } });
    expect((await shown()).saved).toMatchObject({ answers: { reason: 'price' }, by: null });
    await save({ reason: 'service', 'reason-Comment': 'Nobody called.' });
    const page = await (await t.app.request(`/s/${token}`)).text();
    expect(page).not.toContain('Nobody called.');
    expect(page).not.toContain('reason-Comment');
    const own = await t.request('POST', `/s/${token}`, { body: { answers: { reason: 'price' } } });
    expect(own.status).toBe(201);
    expect(await deps.db.select().from(responses)).toMatchObject([
      { status: 'complete', answers: { reason: 'price' }, interviewedBy: null },
    ]);
  });

  test('is kept for whoever is at it, and goes over with the interview', async () => {
    const { t, deps, save, shown, call, end } = await underWay();
    const huda = await aColleague(deps, { name: 'Huda Saleh' });
    await save({ reason: 'service' });
    expect((await save({ reason: 'price' }, huda)).status).toBe(409);
    await t.request('POST', `/api/calls/${call?.id}/takeover`, { as: huda });
    expect((await shown(huda)).saved).toMatchObject({ answers: { reason: 'service' } });
    expect((await save({ reason: 'price' })).status).toBe(409);
    expect((await save({ reason: 'price' }, huda)).status).toBe(200);
    await end('again', huda, { again: '2027-03-01T09:00:00.000Z' });
    expect((await save({ reason: 'service' }, huda)).status).toBe(409);
    expect((await shown(huda)).saved).toMatchObject({ answers: { reason: 'price' } });
  });

  test('is kept for nobody who has not signed in, or has served her', async () => {
    const { t, deps, save, call, headers, ada } = await underWay();
    const path = `/api/calls/${call?.id}/interview/answers`;
    expect((await t.request('PUT', path, { body: { answers: {} } })).status).toBe(401);
    expect((await t.request('PUT', path, { body: { answers: {} }, headers })).status).toBe(403);
    const huda = await aColleague(deps, { name: 'Huda Saleh' });
    await aCase(deps, { customerId: ada.id, ownerId: huda.id });
    expect((await save({ reason: 'price' }, huda)).status).toBe(403);
  });
});

describe('who may lead it', () => {
  test('is not who has served her, though she comes by another way', async () => {
    const { deps, interview, ada, end } = await reached();
    const huda = await aColleague(deps, { name: 'Huda Saleh' });
    await aCase(deps, { customerId: ada.id, ownerId: huda.id });
    expect((await interview(answers, huda)).status).toBe(403);
    expect((await end('declined', huda)).status).toBe(403);
    expect(await deps.db.$count(responses, eq(responses.status, 'complete'))).toBe(1);
  });

  test('is told to who may not, with what she was to her', async () => {
    const { t, deps, calls, ada } = await adaLeft();
    t.at(due);
    const huda = await aColleague(deps, { name: 'Huda Saleh' });
    await aCase(deps, { customerId: ada.id, ownerId: huda.id });
    const [card] = await calls(huda);
    expect(card).toMatchObject({
      mayCall: false,
      yourService: { as: 'case' },
      offered: { name: 'Grace Hopper' },
    });
    expect(card.served).toMatchObject([{ name: 'Huda Saleh', as: 'case', at: expect.any(String) }]);
  });

  test('is nobody who owned, was given, noted or decided anything of hers, and only them', async () => {
    const { t, deps, calls, ada, agent } = await adaLeft();
    const [first, second, writer] = await Promise.all([
      aColleague(deps, { name: 'First' }),
      aColleague(deps, { name: 'Second' }),
      aColleague(deps, { name: 'Writer' }),
    ]);
    const boss = await alan(deps);
    const recoveryCase = await aCase(deps, { customerId: ada.id });
    const proposal = await aProposal(deps, recoveryCase);
    const path = `/api/cases/${recoveryCase.id}`;
    for (const { id: ownerId } of [first, second]) {
      await t.request('POST', `${path}/assignment`, { as: boss, body: { ownerId } });
    }
    await t.request('POST', `${path}/notes`, { as: writer, body: { body: 'She likes mornings.' } });
    await t.request('POST', `/api/grants/${proposal.id}/approval`, { as: boss, body: {} });
    await aCase(deps, { ownerId: agent.id });
    t.at(due);
    const [card] = await calls();
    const told = card.served.map(({ name, as }: { name: string; as: string }) => `${name}: ${as}`);
    expect(told.sort()).toEqual(['Alan Turing: grant', 'First: case', 'Second: case', 'Writer: contact']);
    expect(card).toMatchObject({ mayCall: true, offered: { id: agent.id } });
  });

  test('is not the first when a colleague has taken over', async () => {
    const { t, deps, interview, call } = await reached();
    const huda = await aColleague(deps, { name: 'Huda Saleh' });
    expect((await interview(answers, huda)).status).toBe(409);
    await t.request('POST', `/api/calls/${call?.id}/takeover`, { as: huda });
    const refused = await interview(answers);
    expect(await refused.json()).toMatchObject({ status: 409, detail: 'Huda Saleh is at this interview.' });
    expect((await interview(answers, huda)).status).toBe(201);
    expect(await (await interview(answers)).json()).toMatchObject({
      detail: 'Huda Saleh has taken this interview. Yours was not kept.',
    });
  });

  test('counts what each has led in the last thirty days', async () => {
    const { t, deps, calls, interview } = await reached();
    const huda = await aColleague(deps, { name: 'Huda Saleh' });
    expect((await calls())[0]).toMatchObject({ offered: { name: 'Grace Hopper' } });
    await interview(answers);
    // A second customer has left, whom both may call.
    await aSecondCall(deps);
    expect((await calls())[0]).toMatchObject({ offered: { id: huda.id } });
    t.at('2027-04-05T09:00:00Z');
    await write(deps.db, (tx) =>
      tx.run(deps.db.update(invitations).set({ closesAt: new Date('2027-05-01') })),
    );
    expect((await calls())[0]).toMatchObject({ offered: { name: 'Grace Hopper' } });
  });
});

describe('when everybody has served her', () => {
  async function nobodyLeft() {
    const left = await adaLeft({ accountManager: 'Grace Hopper' });
    const { deps, t, call } = left;
    // Edsger the administrator, who made the key, has gone.
    await write(deps.db, (tx) =>
      tx.run(deps.db.update(staff).set({ leftAt: deps.now() }).where(eq(staff.role, 'admin'))),
    );
    t.at(due);
    const allow = (as: { id: string }, staffId: string) =>
      t.request('POST', `/api/calls/${call?.id}/exceptions`, { as, body: { staffId } });
    return { ...left, allow };
  }

  test('nobody is offered, until a manager lets somebody, which is written down', async () => {
    const { deps, calls, end, agent, ada, allow, interview } = await nobodyLeft();
    expect((await calls())[0]).toMatchObject({ offered: null, mayCall: false });
    const boss = await alan(deps);
    await aCase(deps, { customerId: ada.id, ownerId: boss.id });
    expect((await allow(agent, agent.id)).status).toBe(403);
    expect((await allow(boss, 'nobody')).status).toBe(400);
    expect((await allow(boss, agent.id)).status).toBe(204);
    expect((await allow(boss, agent.id)).status).toBe(204);
    const written = await deps.db.select().from(events).where(eq(events.kind, 'interviewer-allowed'));
    expect(written).toMatchObject([
      { actorId: boss.id, customerId: ada.id, data: { staffId: agent.id, as: 'account-manager' } },
    ]);
    expect((await calls())[0]).toMatchObject({ offered: { id: agent.id }, mayCall: true });
    expect((await end('reached')).status).toBe(200);
    expect((await interview(answers)).status).toBe(201);
  });

  test('nobody is let while a stranger is there', async () => {
    const { deps, allow, agent } = await nobodyLeft();
    const boss = await alan(deps);
    const refused = await allow(boss, agent.id);
    expect(await refused.json()).toMatchObject({ status: 409, detail: 'Alan Turing can make this call.' });
  });
});

async function aSecondCall(deps: Deps) {
  const [first] = await deps.db.select().from(invitations);
  if (!first) throw new Error('There is no call');
  const bea = await aCustomer(deps, { externalId: 'C-2' });
  await write(deps.db, (tx) =>
    tx.run(
      deps.db.insert(invitations).values({
        ...first,
        id: `${first.id.slice(0, -1)}z`,
        customerId: bea.id,
        subject: 'another',
        tokenHash: 'another',
        status: 'queued',
        completedAt: null,
      }),
    ),
  );
}
