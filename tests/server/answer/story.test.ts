import { describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { orders } from '#db/schema/customers.ts';
import { reasons } from '#db/schema/responses.ts';
import { responseFacts } from '#db/schema/understand.ts';
import { storyKinds, storyOf } from '#server/answer/timeline.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCompany, aCustomer, anOrder, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp } from '#tests/support/test-app.ts';

async function aStory() {
  const t = await testApp();
  await aCompany(t.deps);
  const agent = await grace(t.deps);
  const ada = await aCustomer(t.deps);
  const c = await aCase(t.deps, { customerId: ada.id, ownerId: agent.id });
  const send = (path: string, body: unknown) =>
    t.request('POST', `/api/cases/${c.id}/${path}`, { as: agent, body });
  return { ...t, agent, ada, c, send };
}

describe('the story of a customer', () => {
  test('tells what was bought, answered, said both ways, promised and settled, of all her cases', async () => {
    const { deps, ada, send, at } = await aStory();
    await anOrder(deps, { customerId: ada.id });
    const other = await aCase(deps, { customerId: ada.id, status: 'resolved', outcome: 'apologised' });
    at('2026-10-14T08:00:00Z');
    await send('contacts', { kind: 'call', note: 'Spoke.', result: 'reached' });
    await send('replies', { body: 'Thank you.' });
    await send('commitments', { by: 'company', what: 'A crate', dueOn: '2026-10-15', dueTime: '12:00' });
    const { items } = await storyOf(deps.db, ada.id);
    const told = items.map((item) => (item.type === 'event' ? item.kind : item.type));
    expect(told.toSorted()).toEqual(
      [
        'answer',
        'answer',
        'case-opened',
        'case-opened',
        'commitment-made',
        'note',
        'order',
        'reply',
      ].toSorted(),
    );
    const opened = items.flatMap((item) =>
      item.type === 'event' && item.kind === 'case-opened' ? [item.caseId] : [],
    );
    expect(opened).toContain(other.id);
  });

  test('is told by its kinds, which together tell all of it', async () => {
    const { deps, ada, send } = await aStory();
    await anOrder(deps, { customerId: ada.id });
    await send('contacts', { kind: 'call', note: 'Spoke.' });
    const whole = await storyOf(deps.db, ada.id);
    const parts = await Promise.all(storyKinds.map((kind) => storyOf(deps.db, ada.id, { kind })));
    const ids = (page: typeof whole) => page.items.map(({ id }) => id);
    expect(parts.flatMap(ids).toSorted()).toEqual(ids(whole).toSorted());
  });

  test('of many years comes page by page, nothing twice and nothing left out', async () => {
    const { deps, ada, c, request, agent } = await aStory();
    const days = Array.from({ length: 95 }, (_, n) => new Date(Date.UTC(2026, 8, 30) - n * 86_400_000));
    await write(deps.db, (tx) => {
      for (const [n, day] of days.entries())
        tx.run(
          deps.db.insert(orders).values({
            id: `o${n}`,
            customerId: ada.id,
            externalId: `A-${n}`,
            kind: 'order',
            amountMinor: 100,
            currency: 'SAR',
            orderedOn: day.toISOString().slice(0, 10),
            createdAt: day,
            updatedAt: day,
          }),
        );
    });
    const seen: string[] = [];
    let before = '';
    do {
      const path = `/api/cases/${c.id}/story?kind=orders${before && `&before=${before}`}`;
      const page = await (await request('GET', path, { as: agent })).json();
      seen.push(...page.items.map((item: { externalId: string }) => item.externalId));
      before = page.before ?? '';
    } while (before);
    expect(seen).toEqual(days.map((_, n) => `A-${n}`));
  });
});

describe('the reasons of a case', () => {
  test('are confirmed by its agent, of the answer she has looked at', async () => {
    const t = await testApp();
    await aCompany(t.deps);
    const agent = await grace(t.deps);
    const ada = await aCustomer(t.deps);
    const { token } = await anInvitation(t.deps, await aWave(t.deps), { customerId: ada.id });
    await takeResponse(t.deps, token, {
      via: 'json',
      answers: { recommend: 2, reason: 'late' },
      language: null,
    });
    const { cases } = await (await t.request('GET', '/api/cases', { as: agent })).json();
    const path = `/api/cases/${cases[0].id}`;
    const { response } = await (await t.request('GET', path, { as: agent })).json();
    const said = {
      responseId: response.id,
      revision: response.reading?.revision ?? 0,
      reasons: [{ category: 'price', detail: null }],
    };
    const confirm = (body: object) => t.request('POST', `${path}/reasons`, { as: agent, body });
    expect((await confirm(said)).status).toBe(204);
    expect((await confirm(said)).status).toBe(409);
    expect((await confirm({ ...said, responseId: 'another' })).status).toBe(409);
    const confirmed = await t.deps.db.select().from(reasons).where(eq(reasons.status, 'confirmed'));
    expect(confirmed).toMatchObject([{ category: 'price', responseId: response.id }]);
    expect(await t.deps.db.$count(responseFacts)).toBe(3);
  });
});
