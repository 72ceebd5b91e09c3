import { asc, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { emailOf, phoneOf, sameEmail, samePhone } from '#db/same-contact.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { budgetUse } from '#db/schema/policies.ts';
import { giveBack } from '#server/listen/budget-use.ts';
import { monthsBefore } from '#server/listen/policy-guards.ts';
import { drawOf } from '#server/listen/origin.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { aCompany, aCustomer, anOrder, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { manyInvited } from '#tests/support/many-invited.ts';
import { anActivePolicy } from '#tests/support/policies.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

const late = { recommend: 2, price: 'same', 'on-time': 'no', reason: 'late' };
const visitor = { address: '203.0.113.7', userAgent: 'A telephone', acceptLanguage: 'ar' };

const take = (t: TestApp, token: string, from?: Partial<typeof visitor>) =>
  takeResponse(t.deps, token, {
    via: 'json',
    answers: late,
    ...(from && { visitor: { ...visitor, ...from } }),
  });

async function withPolicy(guards: Parameters<typeof anActivePolicy>[1] = {}) {
  const t = await testApp();
  await aCompany(t.deps);
  await grace(t.deps);
  const policy = await anActivePolicy(t.deps, guards);
  const proposed = () =>
    t.deps.db
      .select()
      .from(grants)
      .orderBy(sql`rowid`);
  const used = () => t.deps.db.select().from(budgetUse).orderBy(asc(budgetUse.scope));
  const whys = async () => {
    const rows = await t.deps.db.select({ why: cases.why }).from(cases);
    return rows.flatMap(({ why }) => why.map(({ code }) => code));
  };
  return { t, policy, proposed, used, whys };
}

/** One customer with several orders, each asked about by an invitation of its own. */
async function askedOften(t: TestApp, times: number, customer: Parameters<typeof aCustomer>[1] = {}) {
  const wave = await aWave(t.deps);
  const { id: customerId } = await aCustomer(t.deps, customer);
  const askAbout = async (whose: string, orderId?: string) => {
    const order = orderId ?? (await anOrder(t.deps, { customerId: whose })).id;
    const about = { customerId: whose, orderId: order, subject: `${subjects++}` };
    return (await anInvitation(t.deps, wave, about)).token;
  };
  let subjects = 0;
  const tokens: string[] = [];
  for (let n = 0; n < times; n++) tokens.push(await askAbout(customerId));
  return { customerId, tokens, askAbout };
}

describe('the budget of a month', () => {
  test('is exact when fifty answers come at once and there is money for ten', async () => {
    const { t, proposed, used, whys } = await withPolicy({ guards: { budgetPerMonthMinor: 10 * 24_800 } });
    const { tokens } = await manyInvited(t.deps, 50);
    await sameOrders(t);
    const outcomes = await Promise.all(tokens.map((token) => take(t, token)));
    expect(outcomes.every(({ outcome }) => outcome === 'taken')).toBe(true);
    expect(await proposed()).toHaveLength(10);
    expect(await used()).toMatchObject([
      { scope: 'company', month: '2026-10', currency: 'SAR', usedMinor: 248_000 },
      { scope: 'monthly', usedMinor: 248_000 },
    ]);
    expect((await whys()).filter((code) => code === 'no-compensation-budget')).toHaveLength(40);
  });

  test('whatever is asked for and how often at once, is never passed, and is what the grants come to', async () => {
    const budgets = fc.integer({ min: 0, max: 400_000 });
    const programBudget = fc.option(budgets, { nil: null });
    const turns = fc.array(fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(budgets, programBudget, turns, async (budget, program, rounds) => {
        const { t, proposed, used } = await withPolicy({
          guards: {
            budgetPerMonthMinor: budget,
            budgetPerProgramMinor: program === null ? {} : { monthly: program },
          },
        });
        const { tokens } = await manyInvited(t.deps, rounds.flat().length);
        await sameOrders(t, rounds.flat());
        for (const round of rounds)
          await Promise.all(tokens.splice(0, round.length).map((token) => take(t, token)));
        const total = (await proposed()).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        expect(total).toBeLessThanOrEqual(Math.min(budget, program ?? budget));
        for (const { usedMinor } of await used()) expect(usedMinor).toBe(total);
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  test('has room again for what is given back', async () => {
    const { t, proposed, used } = await withPolicy({ guards: { budgetPerMonthMinor: 30_000 } });
    const company = { timeZone: 'Asia/Riyadh', currency: 'SAR' };
    const { tokens } = await askedOften(t, 2);
    await take(t, tokens[0] ?? '');
    const [grant] = await proposed();
    await write(t.deps.db, (tx) => {
      tx.run(
        t.deps.db
          .update(grants)
          .set({ status: 'declined' })
          .where(eq(grants.id, grant?.id ?? '')),
      );
      if (grant) giveBack(tx, grant, { company });
    });
    expect((await used()).map(({ usedMinor }) => usedMinor)).toEqual([0, 0]);
    await take(t, tokens[1] ?? '');
    expect(await proposed()).toHaveLength(2);
    expect((await used()).map(({ usedMinor }) => usedMinor)).toEqual([24_800, 24_800]);
  });
});

describe('a customer who answers several times at once', () => {
  test('is compensated once within the cooldown', async () => {
    const { t, proposed, whys } = await withPolicy({ guards: { cooldownDays: 30 } });
    const { tokens } = await askedOften(t, 5);
    await Promise.all(tokens.map((token) => take(t, token)));
    expect(await proposed()).toHaveLength(1);
    expect((await whys()).filter((code) => code === 'no-compensation-cooldown')).toHaveLength(4);
  });

  test('gets no more than her cap', async () => {
    const capPerCustomer = { amountMinor: 60_000, months: 12 };
    const { t, proposed } = await withPolicy({ guards: { capPerCustomer } });
    const { tokens } = await askedOften(t, 4);
    await Promise.all(tokens.map((token) => take(t, token)));
    const amounts = (await proposed()).map(({ amountMinor }) => amountMinor);
    expect(amounts.sort((a, b) => a - b)).toEqual([10_400, 24_800, 24_800]);
  });

  test('is compensated once for an order and its wrong', async () => {
    const { t, proposed } = await withPolicy();
    const { tokens, customerId, askAbout } = await askedOften(t, 0);
    const order = await anOrder(t.deps, { customerId });
    for (let n = 0; n < 4; n++) tokens.push(await askAbout(customerId, order.id));
    await Promise.all(tokens.map((token) => take(t, token)));
    expect(await proposed()).toHaveLength(1);
  });
});

describe('a run of bad answers', () => {
  test('from one address leaves the rest to a person, also when all come at once', async () => {
    const { t, proposed, used, whys } = await withPolicy({ guards: { run: { answers: 3, hours: 24 } } });
    const { tokens } = await manyInvited(t.deps, 8);
    await Promise.all(tokens.map((token, n) => take(t, token, { userAgent: `Browser ${n}` })));
    const all = await proposed();
    expect(all.filter(({ held }) => held === null)).toHaveLength(3);
    expect(all.filter(({ held }) => held?.[0]?.code === 'held-run-address')).toHaveLength(5);
    expect((await whys()).filter((code) => code === 'held-run-address')).toHaveLength(5);
    expect((await used())[0]?.usedMinor).toBe(all.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
  });

  test('from one device of one network is seen through another address, from elsewhere it is not', async () => {
    const { t, proposed } = await withPolicy({ guards: { run: { answers: 2, hours: 24 } } });
    const { tokens } = await manyInvited(t.deps, 4);
    const from = ['203.0.113.1', '203.0.113.2', '203.0.113.3', '198.51.100.3'];
    for (const [n, token] of tokens.entries()) await take(t, token, { address: from[n] ?? '' });
    expect((await proposed()).map(({ held }) => held?.[0]?.code ?? null)).toEqual([
      null,
      null,
      'held-run-device',
      null,
    ]);
  });

  test('is over when its hours are', async () => {
    const { t, proposed } = await withPolicy({ guards: { run: { answers: 1, hours: 2 } } });
    const { tokens } = await manyInvited(t.deps, 2);
    await take(t, tokens[0] ?? '', {});
    t.at('2026-10-14T09:00:01Z');
    await take(t, tokens[1] ?? '', {});
    expect((await proposed()).map(({ held }) => held)).toEqual([null, null]);
  });

  test('is told by the address our proxy saw, whatever the visitor says of herself', async () => {
    const { t } = await withPolicy();
    t.deps.config.trustProxy = true;
    const { tokens } = await manyInvited(t.deps, 3);
    const post = (token: string | undefined, from: string) =>
      t.request('POST', `/s/${token}`, {
        body: { answers: late },
        headers: { 'x-forwarded-for': `198.51.100.1, ${from}`, 'user-agent': 'A telephone' },
      });
    for (const [n, from] of ['203.0.113.7', '203.0.113.7', '2001:db8::1'].entries())
      expect((await post(tokens[n], from)).status).toBe(201);
    const [first, second, third] = await t.deps.db.select().from(cases).orderBy(asc(cases.openedAt));
    const places = [first, second, third].map((one) => one?.fromAddress);
    expect(new Set(places).size).toBe(2);
    expect(places).not.toContain(null);
  });

  test('keeps of an address what only tells that two are the same, and nothing of a good answer', async () => {
    const { t } = await withPolicy();
    const { tokens } = await manyInvited(t.deps, 1);
    await take(t, tokens[0] ?? '', {});
    const [opened] = await t.deps.db.select().from(cases);
    expect(opened?.fromAddress).toMatch(/^[\w-]{22}$/);
    expect(opened?.fromDevice).toMatch(/^[\w-]{22}$/);
    expect(opened?.fromDevice).not.toBe(opened?.fromAddress);
  });
});

describe('the same person under two numbers', () => {
  test.each([
    ['e-mail address', { email: 'Ada+shop@Example.com' }, { email: 'ada@example.com' }, true],
    ['number', { attributes: { phone: '+966 50-123 4567' } }, { attributes: { phone: '050 1234567' } }, true],
    ['no e-mail address', { email: 'ada@example.com' }, { email: 'grace@example.com' }, false],
    ['a placeholder', { attributes: { phone: '000' } }, { attributes: { phone: '000' } }, false],
  ])('with the same %s is held once the other was compensated', async (_, one, other, isHeld) => {
    const { t, proposed } = await withPolicy();
    const { tokens, askAbout } = await askedOften(t, 1, one);
    const second = await askAbout((await aCustomer(t.deps, other)).id);
    await take(t, tokens[0] ?? '');
    await take(t, second);
    expect((await proposed()).map(({ held }) => held?.[0]?.code ?? null)).toEqual([
      null,
      isHeld ? 'held-duplicate' : null,
    ]);
  });

  test('gets something unseen once, also when both answer at once, and not again under the first', async () => {
    const { t, proposed } = await withPolicy();
    const { tokens, customerId, askAbout } = await askedOften(t, 1, { email: 'ada@example.com' });
    const other = await aCustomer(t.deps, { email: 'Ada@example.com' });
    tokens.push(await askAbout(other.id));
    await Promise.all(tokens.map((token) => take(t, token)));
    await take(t, await askAbout(customerId));
    expect((await proposed()).map(({ held }) => held?.[0]?.code ?? null)).toEqual([
      null,
      'held-duplicate',
      'held-duplicate',
    ]);
  });

  test.each([
    ['customers_same_email', sameEmail, emailOf],
    ['customers_same_phone', samePhone, phoneOf],
  ])('is found by the index %s', async (index, same, given) => {
    const { deps } = await testApp();
    const plan = await deps.db.all<{ detail: string }>(
      sql.raw(
        `EXPLAIN QUERY PLAN SELECT c.id FROM customers c WHERE ${same('c.')} = 'x' AND ${given('c.')} IS NOT NULL`,
      ),
    );
    expect(plan.map(({ detail }) => detail).join()).toContain(index);
  });
});

test('who gets the call alone stays the same for a customer, and no grant is made for her', async () => {
  const { t, proposed, used } = await withPolicy({ holdoutPercent: 50 });
  const { tokens } = await manyInvited(t.deps, 40);
  await Promise.all(tokens.map((token) => take(t, token)));
  const opened = await t.deps.db.select().from(cases);
  const arms = new Map(opened.map(({ customerId, arm }) => [customerId, arm]));
  const offered = (await proposed()).map(({ customerId }) => customerId);
  expect(
    opened
      .filter(({ arm }) => arm === 'offer')
      .map(({ customerId }) => customerId)
      .sort(),
  ).toEqual(offered.sort());
  expect(offered.length).toBeGreaterThan(8);
  expect(offered.length).toBeLessThan(32);
  expect([...arms.values()]).not.toContain(null);
  for (const [customerId, arm] of arms)
    expect(drawOf(t.deps.secret, customerId) < 0.5).toBe(arm === 'call-only');
  expect((await used()).length).toBe(2);
});

test.each([
  ['2026-10-14T07:00:00Z', 12, '2025-10-14T07:00:00Z'],
  ['2026-01-14T07:00:00Z', 1, '2025-12-14T07:00:00Z'],
])('%s is %i months after %s', (at, months, since) => {
  expect(monthsBefore(new Date(at), months)).toEqual(new Date(since));
});

/** All orders of one amount, or of these in turn. */
async function sameOrders(t: TestApp, amounts: number[] = [124_000]): Promise<void> {
  const rows = await t.deps.db.all<{ id: string }>(sql`SELECT id FROM orders ORDER BY customer_id`);
  await write(t.deps.db, (tx) =>
    rows.forEach(({ id }, n) =>
      tx.run({
        sql: 'UPDATE orders SET amount_minor = ? WHERE id = ?',
        args: [amounts[n % amounts.length] ?? 0, id],
      }),
    ),
  );
}
