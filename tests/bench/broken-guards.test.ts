import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import type { grants } from '#db/schema/grants.ts';
import type { Deps } from '#server/deps.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCompany, aCustomer, anOrder } from '#tests/support/cast.ts';
import { anApprovedGrant } from '#tests/support/grants.ts';
import { anActivePolicy, aPolicyDocument } from '#tests/support/policies.ts';
import { testApp } from '#tests/support/test-app.ts';
import { brokenGuards, type Guard } from './broken-guards.ts';

const day = 86_400_000;
const { guards } = aPolicyDocument({
  guards: {
    budgetPerMonthMinor: 300_000,
    capPerCustomer: { amountMinor: 160_000, months: 12 },
    cooldownDays: 30,
    run: { answers: 2, hours: 1 },
    holdsDuplicates: true,
  },
});

type Row = Partial<typeof grants.$inferInsert>;
type Given = Row & { email?: string; from?: string; orderCurrency?: string };

/** What was proposed by the policy, with its case and its budget moved. */
async function companyThatGave(all: Given[]) {
  const { deps } = await testApp();
  await aCompany(deps);
  const { id: policyId } = await anActivePolicy(deps, { guards });
  const customer = await aCustomer(deps);
  const order = await anOrder(deps, { customerId: customer.id, amountMinor: 100_000 });
  for (const [n, { email, from = `place ${n}`, orderCurrency = 'SAR', ...row }] of all.entries()) {
    const whose = email ? await aCustomer(deps, { email }) : customer;
    const own = await anOrder(deps, { customerId: whose.id, amountMinor: 100_000, currency: orderCurrency });
    const { id: caseId } = await aCase(deps, { customerId: whose.id, fromAddress: from });
    const grant = await anApprovedGrant(deps, {
      role: 'compensation',
      status: 'proposed',
      wrong: `service/${n}`,
      amountMinor: 50_000,
      policyId,
      caseId,
      proposedAt: new Date(deps.now().getTime() - 40 * day * n),
      ...row,
      orderId: row.orderId === 'same' ? order.id : own.id,
      customerId: whose.id,
    });
    await chargeAsSaid(deps, grant.currency, grant.amountMinor);
  }
  return brokenGuards(deps.db, { guards, home: 'SAR' });
}

const chargeAsSaid = ({ db }: Deps, currency: string, amountMinor: number) =>
  write(db, (tx) =>
    tx.run({
      sql: `INSERT INTO budget_use (month, scope, currency, used_minor) VALUES ('2026-10', 'company', ?, ?)
            ON CONFLICT DO UPDATE SET used_minor = used_minor + excluded.used_minor`,
      args: [currency, amountMinor],
    }),
  );

const looked = [{ code: 'held-run-address', facts: {} }];
const apart = (email: string): Given => ({ email, amountMinor: 110_000 });

test.each<[Guard | 'nothing', Given[]]>([
  ['nothing', [{}, {}, {}]],
  ['budget', [apart('a@example.com'), apart('b@example.com'), apart('c@example.com')]],
  ['cap', [{ amountMinor: 80_000 }, { amountMinor: 80_001 }]],
  ['cooldown', [{}, { proposedAt: new Date('2026-10-01T07:00:00Z') }]],
  [
    'share of an order',
    [
      { orderId: 'same', amountMinor: 75_000 },
      { orderId: 'same', amountMinor: 75_001 },
    ],
  ],
  ['run', [{ from: 'here' }, { from: 'here' }, { from: 'here' }]],
  ['twins', [{ email: 'ada@example.com' }, { email: 'ada@example.com' }]],
  ['other currency', [{ currency: 'EUR', orderCurrency: 'EUR' }]],
  ['held', [{ held: looked, status: 'issued' }, { held: looked }]],
])('a guard that was broken is found by the rows alone: %s', async (guard, all) => {
  const broken = await companyThatGave(all);
  const found = Object.entries(broken).filter(([, n]) => n > 0);
  // Two so near each other are both too near; twice for an order and its wrong the database itself refuses.
  const expected = guard === 'nothing' ? [] : [[guard, guard === 'cooldown' ? 2 : 1]];
  expect(found).toEqual(expected);
});
