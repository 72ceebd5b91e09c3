import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { messages } from '#db/schema/email.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import { dispatchMail } from '#server/ask/dispatch/dispatch.ts';
import { closeWaves } from '#server/ask/closing.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { startTriggered } from '#server/ask/triggers/triggers.ts';
import { recounts } from '#server/command-line/recounts.ts';
import type { Deps } from '#server/deps.ts';
import { aCompany, aCustomer, anAdmin } from '#tests/support/cast.ts';
import { countingRandom, testApp, type TestApp } from '#tests/support/test-app.ts';

const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);

/** A shop that tells its orders, with one program that asks after each of them. */
async function aShop(program: Partial<typeof programs.$inferInsert> = {}) {
  const given = await testApp();
  const { deps } = given;
  await aCompany(deps);
  await ensureShippedPrograms(deps);
  const { db } = deps;
  const at = deps.now();
  await write(db, (tx) => {
    tx.run(db.update(programs).set({ pausedAt: at }));
    tx.run(
      db.insert(programs).values({
        id: 'after-order',
        kind: 'transactional',
        surveyId: 'monthly',
        audience: { all: [] },
        trigger: { on: 'order', after: { minutes: 30 } },
        opensOnDay: 1,
        closesAfterDays: 14,
        createdAt: at,
        updatedAt: at,
        ...program,
      }),
    );
  });
  const { key } = await (
    await given.request('POST', '/api/keys', {
      as: await anAdmin(deps),
      body: { name: 'Shop', role: 'agent' },
    })
  ).json();
  const tell = (path: string, body: unknown) =>
    given.request('POST', `/api/${path}`, { headers: { authorization: `Bearer ${key}` }, body });
  const asked = () => db.select().from(invitations).orderBy(invitations.programId, invitations.sendAt);
  return { ...given, db, tell, asked };
}

const order = (customerId: string, externalId: string, orderedOn = '2026-10-14') => ({
  externalId,
  customerId,
  amount: 10,
  orderedOn,
});

async function change(t: TestApp, table: typeof programs, set: object) {
  await write(t.deps.db, (tx) => tx.run(t.deps.db.update(table).set(set)));
}

describe('an order that is told', () => {
  test('starts an invitation after the delay, about that order, and only once', async () => {
    const t = await aShop();
    const ada = await aCustomer(t.deps, { externalId: 'C-1' });
    const told = t.deps.now();
    await t.tell('orders', { orders: [order('C-1', 'A-1')] });
    await t.runJobs();
    const [stored] = await t.db.select().from(orders);
    expect(await t.asked()).toMatchObject([
      {
        customerId: ada.id,
        status: 'queued',
        subject: stored?.id,
        orderId: stored?.id,
        sendAt: minutes(told, 30),
        programId: 'after-order',
      },
    ]);
    expect(await t.db.$count(messages)).toBe(0);
    await t.tell('orders', { orders: [{ ...order('C-1', 'A-1'), amount: 20 }] });
    for (let n = 0; n < 3; n++) await startTriggered(t.deps);
    expect(await t.asked()).toHaveLength(1);
    t.at(minutes(told, 31));
    await tick(t);
    expect(await t.asked()).toMatchObject([{ status: 'delivered' }]);
    expect(await t.db.$count(messages)).toBe(1);
  });

  test('is sent in the hours of the customer’s own day', async () => {
    const t = await aShop();
    await aCustomer(t.deps, { externalId: 'C-1', timeZone: 'America/Los_Angeles' });
    await t.tell('orders', { orders: [order('C-1', 'A-1')] });
    await t.runJobs();
    // 00:30 there; the program sends from nine.
    expect(await t.asked()).toMatchObject([{ sendAt: new Date('2026-10-14T16:00:00Z') }]);
  });

  test.each([
    ['a quote', { kind: 'quote' }],
    ['of long ago', { orderedOn: '2026-10-06' }],
    ['of 2017', { orderedOn: '2017-03-01' }],
  ])('starts nothing when it is %s', async (_what, said) => {
    const t = await aShop();
    await aCustomer(t.deps, { externalId: 'C-1' });
    await t.tell('orders', { orders: [{ ...order('C-1', 'A-1'), ...said }] });
    await t.runJobs();
    expect(await t.asked()).toEqual([]);
    expect(await t.db.$count(waves)).toBe(0);
  });

  test.each([
    ['paused', { pausedAt: new Date() }],
    ['archived', { archivedAt: new Date() }],
    ['listening to something else', { trigger: { on: 'departure' as const, after: { minutes: 0 } } }],
    ['not for her', { audience: { field: 'tier', is: 'one-of', value: ['gold'] } }],
  ])('starts nothing of a program that is %s', async (_what, set) => {
    const t = await aShop(set);
    await aCustomer(t.deps, { externalId: 'C-1', tier: 'copper' });
    await t.tell('orders', { orders: [order('C-1', 'A-1')] });
    await t.runJobs();
    expect(await t.asked()).toEqual([]);
  });

  test('is not asked about when the program wakes up later', async () => {
    const t = await aShop({ pausedAt: new Date() });
    await aCustomer(t.deps, { externalId: 'C-1' });
    await t.tell('orders', { orders: [order('C-1', 'A-1')] });
    await t.runJobs();
    t.at(minutes(t.deps.now(), 60));
    await startTriggered(t.deps);
    await change(t, programs, { pausedAt: null });
    await startTriggered(t.deps);
    expect((await t.asked()).filter(({ programId }) => programId === 'after-order')).toEqual([]);
  });

  test('of a customer who may not be asked is a skip that says why', async () => {
    const t = await aShop();
    await aCustomer(t.deps, { externalId: 'C-1', status: 'deceased' });
    await aCustomer(t.deps, { externalId: 'C-2', email: null });
    await t.tell('orders', { orders: [order('C-1', 'A-1'), order('C-2', 'A-2')] });
    await t.runJobs();
    const skipped = await t.asked();
    expect(skipped.map(({ skipReason }) => skipReason).sort()).toEqual(['deceased', 'no-email']);
    expect(skipped).toMatchObject(skipped.map(() => ({ status: 'skipped', tokenHash: null })));
  });

  test('beside another of the same customer is one question', async () => {
    const t = await aShop();
    await aCustomer(t.deps, { externalId: 'C-1' });
    await t.tell('orders', { orders: [order('C-1', 'A-1'), order('C-1', 'A-2')] });
    await t.runJobs();
    await t.tell('orders', { orders: [order('C-1', 'A-3')] });
    await t.runJobs();
    const standing = (await t.asked()).map(({ status, skipReason }) => `${status} ${skipReason}`);
    expect(standing.sort()).toEqual(['queued null', 'skipped open-invitation', 'skipped open-invitation']);
    for (const { sql: query } of recounts) expect(await t.db.all(sql.raw(query))).toEqual([]);
  });

  test('is looked at again when it is due: who has died meanwhile is not asked', async () => {
    const t = await aShop({ trigger: { on: 'order', after: { days: 3 } } });
    await aCustomer(t.deps, { externalId: 'C-1' });
    await aCustomer(t.deps, { externalId: 'C-2' });
    await t.tell('orders', { orders: [order('C-1', 'A-1'), order('C-2', 'A-2')] });
    await t.runJobs();
    await write(t.db, (tx) =>
      tx.run(t.db.update(customers).set({ status: 'barred' }).where(eq(customers.externalId, 'C-1'))),
    );
    t.at('2026-10-17T07:01:00Z');
    await tick(t);
    const standing = (await t.asked()).map(({ status, skipReason }) => `${status} ${skipReason}`);
    expect(standing.sort()).toEqual(['delivered null', 'skipped barred']);
    for (const { sql: query } of recounts) expect(await t.db.all(sql.raw(query))).toEqual([]);
  });

  test('is not asked about when another survey went out meanwhile', async () => {
    const t = await aShop({ trigger: { on: 'order', after: { days: 3 } } });
    const ada = await aCustomer(t.deps, { externalId: 'C-1' });
    await t.tell('orders', { orders: [order('C-1', 'A-1')] });
    await t.runJobs();
    const [queued] = await t.asked();
    if (!queued) throw new Error('Nothing began');
    const at = new Date('2026-10-16T07:00:00Z');
    await write(t.db, (tx) =>
      tx.run(
        t.db.insert(invitations).values({
          ...queued,
          id: newId(t.deps),
          programId: 'monthly',
          customerId: ada.id,
          subject: 'another',
          tokenHash: 'x',
          status: 'completed',
          queuedAt: at,
          sendAt: at,
          sentAt: at,
        }),
      ),
    );
    t.at('2026-10-17T07:01:00Z');
    await tick(t);
    expect((await t.asked()).find(({ id }) => id === queued.id)).toMatchObject({
      status: 'skipped',
      skipReason: 'asked-recently',
    });
  });

  test('in the wave of its month, which lets the last of it be answered', async () => {
    const t = await aShop();
    await aCustomer(t.deps, { externalId: 'C-1' });
    await aCustomer(t.deps, { externalId: 'C-2' });
    await t.tell('orders', { orders: [order('C-1', 'A-1')] });
    await t.runJobs();
    t.at('2026-10-31T20:30:00Z');
    await t.tell('orders', { orders: [order('C-2', 'A-2', '2026-10-31')] });
    t.at('2026-10-31T21:01:00Z');
    await t.runJobs();
    const opened = await t.db.select().from(waves);
    expect(opened).toMatchObject([{ month: '2026-10', run: 1, preparedAt: expect.any(Date) }]);
    const [, late] = await t.asked();
    expect(late?.sendAt).toEqual(new Date('2026-11-01T06:00:00Z'));
    t.at('2026-11-10T00:00:00Z');
    await closeWaves(t.deps);
    expect((await t.db.select().from(waves))[0]?.closedAt).toBeNull();
    expect((opened[0]?.closesAt ?? 0) >= (late?.closesAt ?? 0)).toBe(true);
  });
});

describe('a departure that is told', () => {
  test('is asked about at once, and called about exactly a month later', async () => {
    const t = await aShop({ pausedAt: new Date() });
    await write(t.db, (tx) => {
      for (const id of ['exit', 'exit-call'])
        tx.run(t.db.update(programs).set({ pausedAt: null }).where(eq(programs.id, id)));
    });
    t.at('2027-01-31T09:00:00Z');
    const ada = await aCustomer(t.deps, { externalId: 'C-1', email: 'ada@example.com' });
    await t.tell('departures', {
      departures: [{ customerId: 'C-1', departedOn: '2027-01-31', reason: 'price-rise' }],
    });
    await t.runJobs();
    const [left] = await t.db.select().from(departures);
    expect(await t.asked()).toMatchObject([
      { programId: 'exit', channel: 'email', status: 'delivered', subject: left?.id, customerId: ada.id },
      {
        programId: 'exit-call',
        channel: 'call',
        status: 'queued',
        subject: left?.id,
        sendAt: new Date('2027-02-28T09:00:00Z'),
      },
    ]);
    t.at('2027-02-28T09:01:00Z');
    await tick(t);
    const [, call] = await t.asked();
    expect(call).toMatchObject({ status: 'queued', batchId: null });
  });

  test('of 2017, from a file, starts nothing', async () => {
    const t = await aShop({ trigger: { on: 'departure', after: { minutes: 0 } } });
    await aCustomer(t.deps, { externalId: 'C-1' });
    await t.tell('departures', {
      departures: [{ customerId: 'C-1', departedOn: '2017-01-31', reason: 'price-rise' }],
    });
    await t.runJobs();
    expect(await t.asked()).toEqual([]);
  });
});

test('an event starts the program that listens to its name, from the moment it happened', async () => {
  const t = await aShop({ trigger: { on: 'event', event: 'delivered', after: { minutes: 60 } } });
  await aCustomer(t.deps, { externalId: 'C-1' });
  const event = { customerId: 'C-1', happenedAt: '2026-10-14T06:30:00Z' };
  await t.tell('events', {
    events: [
      { ...event, externalId: 'E-1', name: 'delivered' },
      { ...event, externalId: 'E-2', name: 'opened' },
    ],
  });
  await t.runJobs();
  expect(await t.asked()).toMatchObject([{ sendAt: new Date('2026-10-14T07:30:00Z') }]);
});

describe('nothing is missed and nothing doubled', { timeout: 60_000 }, () => {
  async function manyOrders(t: Awaited<ReturnType<typeof aShop>>, n: number) {
    const at = t.deps.now();
    const people = Array.from({ length: n }, (_, i) => ({
      id: `c-${String(i).padStart(5, '0')}`,
      externalId: `C-${i}`,
      name: `Customer ${i}`,
      searchText: '',
      email: `c${i}@example.com`,
      status: 'active' as const,
      attributes: {},
      lastOrderOn: '2026-10-14',
      createdAt: at,
      updatedAt: at,
    }));
    for (let from = 0; from < n; from += 500) {
      const some = people.slice(from, from + 500);
      await write(t.db, (tx) => {
        tx.run(t.db.insert(customers).values(some));
        tx.run(
          t.db.insert(orders).values(
            some.map(({ id }) => ({
              id: `o-${id}`,
              externalId: `A-${id}`,
              customerId: id,
              kind: 'order' as const,
              amountMinor: 100,
              currency: 'SAR',
              orderedOn: '2026-10-14',
              createdAt: at,
              updatedAt: at,
            })),
          ),
        );
      });
    }
  }

  async function another(t: TestApp): Promise<Deps> {
    const random = countingRandom();
    random(7919);
    return { ...t.deps, db: await openDatabase(t.deps.config.database), random };
  }

  test('with two processes at once', async () => {
    const t = await aShop();
    await manyOrders(t, 1100);
    const other = await another(t);
    await Promise.all([startTriggered(t.deps), startTriggered(other), startTriggered(t.deps)]);
    await closeDatabase(other.db);
    const asked = await t.asked();
    expect(asked).toHaveLength(1100);
    expect(new Set(asked.map(({ subject }) => subject)).size).toBe(1100);
    expect(await t.db.$count(waves)).toBe(1);
    for (const { sql: query } of recounts) expect(await t.db.all(sql.raw(query))).toEqual([]);
  });

  test('after a crash in the middle', async () => {
    const t = await aShop();
    await manyOrders(t, 1200);
    const { random } = t.deps;
    let left = 700;
    t.deps.random = (bytes) => {
      if (--left < 0) throw new Error('The process is gone');
      return random(bytes);
    };
    await expect(startTriggered(t.deps)).rejects.toThrow('The process is gone');
    t.deps.random = random;
    const before = (await t.asked()).length;
    expect(before).toBeLessThan(1200);
    t.at(minutes(t.deps.now(), 300));
    await startTriggered(t.deps);
    expect(await t.asked()).toHaveLength(1200);
    for (const { sql: query } of recounts) expect(await t.db.all(sql.raw(query))).toEqual([]);
  });

  test('when a row becomes visible a moment after a later one was read', async () => {
    const t = await aShop();
    const at = t.deps.now();
    await aCustomer(t.deps, { externalId: 'C-1' });
    t.at(minutes(at, 2));
    await startTriggered(t.deps);
    t.at(at);
    await t.tell('orders', { orders: [order('C-1', 'A-1')] });
    t.at(minutes(at, 3));
    await startTriggered(t.deps);
    expect(await t.asked()).toHaveLength(1);
  });
});

/** What the recurring tasks of a minute do. */
async function tick(t: TestApp): Promise<void> {
  await startTriggered(t.deps);
  await dispatchMail(t.deps);
  await t.runJobs();
}
