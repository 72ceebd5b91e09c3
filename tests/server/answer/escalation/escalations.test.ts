import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { escalations } from '#db/schema/casework.ts';
import { events } from '#db/schema/events.ts';
import { escalateCases } from '#server/answer/escalation/escalations.ts';
import { shipSteps } from '#server/answer/escalation/steps.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCompany, aCustomer, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';

const inHours = (hours: number) => new Date(testNow.getTime() + hours * 3_600_000);

/** Open round the clock, so that hours of business are hours. */
async function aClock() {
  const test = await testApp();
  await aCompany(test.deps, { businessHours: {} });
  const people = {
    grace: await grace(test.deps),
    alan: await alan(test.deps),
    edsger: await anAdmin(test.deps),
  };
  await shipSteps(test.deps);
  const told = async () => {
    const rows = await test.deps.db.select().from(events).where(eq(events.kind, 'case-escalated'));
    return rows.map(({ caseId, data }) => [caseId, data.clock, data.minutesAfterDue, data.staffIds]);
  };
  const goOn = async (hours: number) => {
    test.at(inHours(hours));
    await escalateCases(test.deps);
    return told();
  };
  return { ...test, ...people, told, goOn };
}

describe('as the clock to first contact runs', () => {
  test('the owner is told before, the managers when it is due, the leader after: each once', async () => {
    const t = await aClock();
    const { id } = await aCase(t.deps, { ownerId: t.grace.id, firstContactDueAt: inHours(4) });
    expect(await t.goOn(2.9)).toEqual([]);
    expect(await t.goOn(3.1)).toEqual([[id, 'first-contact', -60, [t.grace.id]]]);
    expect(await t.goOn(3.2)).toHaveLength(1);
    expect((await t.goOn(4)).slice(1)).toEqual([[id, 'first-contact', 0, [t.alan.id]]]);
    expect(await t.goOn(11.9)).toHaveLength(2);
    expect((await t.goOn(12.1)).slice(2)).toEqual([[id, 'first-contact', 480, [t.edsger.id]]]);
    expect(await t.goOn(13)).toHaveLength(3);
  });

  test('nobody is told of a case that somebody has spoken to', async () => {
    const t = await aClock();
    await aCase(t.deps, { status: 'contacted', firstContactDueAt: inHours(1), resolutionDueAt: inHours(99) });
    await aCase(t.deps, { status: 'resolved', firstContactDueAt: inHours(1), resolutionDueAt: inHours(2) });
    expect(await t.goOn(20)).toEqual([]);
  });

  test('everything that came due while the process stood still is told, in as many pieces as it takes', async () => {
    const t = await aClock();
    const { id: customerId } = await aCustomer(t.deps);
    for (let n = 0; n < 12; n++)
      await aCase(t.deps, { customerId, ownerId: t.grace.id, firstContactDueAt: inHours(4 + (n % 3)) });
    expect(await t.goOn(30)).toHaveLength(36);
    expect(await t.deps.db.select().from(escalations)).toHaveLength(36);
  });

  test('two processes at once tell once', async () => {
    const t = await aClock();
    await aCase(t.deps, { ownerId: t.grace.id, firstContactDueAt: inHours(4) });
    t.at(inHours(4));
    await Promise.allSettled([escalateCases(t.deps), escalateCases(t.deps)]);
    await escalateCases(t.deps);
    expect(await t.told()).toHaveLength(2);
  });

  test('a case that is opened again is told of again', async () => {
    const t = await aClock();
    const { id } = await aCase(t.deps, { ownerId: t.grace.id, firstContactDueAt: inHours(4) });
    expect(await t.goOn(4)).toHaveLength(2);
    await write(t.deps.db, (tx) =>
      tx.run(
        t.deps.db
          .update(cases)
          .set({ reopenings: 1, firstContactDueAt: inHours(30) })
          .where(eq(cases.id, id)),
      ),
    );
    expect(await t.goOn(30)).toHaveLength(4);
  });
});

test('the clock to the resolution runs whether somebody has spoken or not', async () => {
  const t = await aClock();
  const due = { firstContactDueAt: inHours(-50), resolutionDueAt: inHours(2), ownerId: t.grace.id };
  const spoken = await aCase(t.deps, { ...due, status: 'contacted' });
  const waiting = await aCase(t.deps, { ...due });
  const told = await t.goOn(2);
  expect(told.map(([id, clock]) => [id, clock]).sort()).toEqual(
    [spoken.id, spoken.id, waiting.id, waiting.id].map((id) => [id, 'resolution']).sort(),
  );
});

describe('the steps', () => {
  const path = '/api/escalation';
  const step = { clock: 'first-contact', minutesAfterDue: 30, to: 'managers' };

  test('are shipped once, and a company may have none', async () => {
    const t = await aClock();
    const read = async () => (await (await t.request('GET', path, { as: t.alan })).json()).steps;
    expect(await read()).toHaveLength(6);
    expect((await t.request('PUT', path, { as: t.alan, body: { steps: [] } })).status).toBe(200);
    expect(await read()).toEqual([]);
    await aCase(t.deps, { firstContactDueAt: inHours(1) });
    expect(await t.goOn(40)).toEqual([]);
  });

  test('that are added tell of nothing that was overdue before', async () => {
    const t = await aClock();
    await t.request('PUT', path, { as: t.alan, body: { steps: [] } });
    await aCase(t.deps, { firstContactDueAt: inHours(-20) });
    const next = await aCase(t.deps, { firstContactDueAt: inHours(1) });
    const answer = await t.request('PUT', path, { as: t.alan, body: { steps: [step] } });
    expect((await answer.json()).steps).toMatchObject([step]);
    expect(await t.goOn(2)).toEqual([[next.id, 'first-contact', 30, [t.alan.id]]]);
  });

  test.each([
    ['a part of a minute', [{ ...step, minutesAfterDue: 0.5 }], 'steps.0.minutesAfterDue'],
    ['a year', [{ ...step, minutesAfterDue: 525_600 }], 'steps.0.minutesAfterDue'],
    ['an unknown clock', [{ ...step, clock: 'lunch' }], 'steps.0.clock'],
    ['the same step twice', [step, step], 'steps.1'],
    ['somebody who is not here', [{ ...step, to: 'named', staffId: 'nobody' }], 'steps.0.staffId'],
  ])('with %s are refused at the place', async (_, steps, field) => {
    const t = await aClock();
    const answer = await t.request('PUT', path, { as: t.alan, body: { steps } });
    expect(answer.status).toBe(400);
    expect(Object.keys((await answer.json()).fields)).toEqual([field]);
  });

  test('are for managers', async () => {
    const t = await aClock();
    expect((await t.request('GET', path, { as: t.grace })).status).toBe(403);
    expect((await t.request('PUT', path, { as: t.grace, body: { steps: [] } })).status).toBe(403);
  });
});
