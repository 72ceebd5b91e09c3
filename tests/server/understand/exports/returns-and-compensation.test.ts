import { expect, test } from 'vitest';
import { anAnswer } from '#tests/support/answers.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aCompany, alan } from '#tests/support/cast.ts';
import { aLife } from '#tests/support/leavers.ts';
import { csvRows, recordsOf } from '#tests/support/spreadsheets.ts';
import { testApp } from '#tests/support/test-app.ts';

test('an export of returns has one row for each who came back, the latest first', async () => {
  const { deps, csv } = await anOffice();
  const life = { since: '2025-01-10', left: '2026-05-01', over: 'price' as const };
  await aLife(deps, { ...life, back: '2026-06-10', name: 'Lina', monthlyMinor: 70_000 });
  await aLife(deps, { ...life, back: '2026-07-10', name: 'Omar' });
  await aLife(deps, { ...life, name: 'Never back' });
  const rows = await csv({ what: 'returns' });
  expect(rows.map((row) => row['Customer'])).toEqual(['Omar', 'Lina']);
  expect(rows[1]).toMatchObject({
    'First order after leaving': '2026-06-10',
    'Left on': '2026-05-01',
    'Days until then': '40',
    Reason: 'Price',
    'Yearly revenue': '8400',
    Currency: 'SAR',
  });
  expect(await csv({ what: 'returns', named: 'service' })).toEqual([]);
});

test('an export of compensation has one row a proposal, more than a batch of them', async () => {
  const { deps, csv } = await anOffice();
  const { id: responseId, customer } = await anAnswer(deps, { nps: 2, tier: 'gold' });
  const openedAt = new Date('2026-10-06T09:00:00Z');
  const opened = await aCase(deps, { customerId: customer.id, responseId, openedAt });
  const proposal = { wrong: 'service/late-delivery', proposedAt: openedAt };
  for (let i = 0; i < 401; i++)
    await aProposal(deps, opened, { ...proposal, status: 'expired', amountMinor: 100 });
  const later = new Date('2026-10-07T09:00:00Z');
  await aProposal(deps, opened, { ...proposal, status: 'issued', amountMinor: 1250, proposedAt: later });
  const rows = await csv({ what: 'compensation' });
  expect(rows).toHaveLength(402);
  expect(rows[0]).toEqual({
    'Proposed on': '2026-10-07',
    'Customer ID': customer.externalId,
    Customer: 'Ada Byron',
    Tier: 'gold',
    'What went wrong': 'Late delivery',
    Code: 'service/late-delivery',
    State: 'paid',
    Amount: '12.5',
    Currency: 'SAR',
  });
  expect(await csv({ what: 'compensation', tier: 'copper' })).toEqual([]);
});

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const as = await alan(t.deps);
  const csv = async (question: object) => {
    const { href } = await (
      await t.request('POST', '/api/exports', { as, body: { ...question, as: 'csv' } })
    ).json();
    return recordsOf<string>(csvRows(await (await t.request('GET', href, { as })).text()));
  };
  return { ...t, csv };
}
