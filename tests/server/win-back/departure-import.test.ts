import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { reasonRollup } from '#db/schema/responses.ts';
import { runImport } from '#server/customers/import/import-run.ts';
import type { Deps } from '#server/deps.ts';
import { statusAfterLeaving } from '#server/win-back/departure.ts';
import { departureImporter } from '#server/win-back/departure-import.ts';
import { departureReport } from '#server/win-back/departure-report.ts';
import { parseReasonMapping } from '#surveys/reason-mapping.ts';
import { aCustomer } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const reasons = { 'Too dear': 'price', Deceased: 'circumstances', 'Late twice': 'service/late-delivery' };

describe('an import of departures', () => {
  test('copies what the customer was worth, codes the reason and marks her left', async () => {
    const { deps } = await testApp();
    await aCustomer(deps, {
      externalId: 'C-1',
      tier: 'gold',
      monthlyRevenueMinor: 5000,
      totalRevenueMinor: 90_000,
    });
    await importCsv(deps, 'C-1,2026-09-30,Too dear');
    expect(await deps.db.select().from(departures)).toMatchObject([
      {
        month: '2026-09',
        reasonText: 'Too dear',
        category: 'price',
        detail: 'too-dear',
        tier: 'gold',
        monthlyRevenueMinor: 5000,
        totalRevenueMinor: 90_000,
        currency: 'SAR',
      },
    ]);
    expect(await statusOf(deps, 'C-1')).toBe('left');
    expect(await rolledUp(deps)).toEqual([
      ['all', '', 1, 5000],
      ['price', '', 1, 5000],
      ['price', 'too-dear', 1, 5000],
    ]);
  });

  test('marks the dead as deceased, whatever category the mapping names', async () => {
    const { deps } = await testApp();
    await aCustomer(deps, { externalId: 'C-1' });
    await importCsv(deps, 'C-1,2026-09-30,Deceased');
    expect(await statusOf(deps, 'C-1')).toBe('deceased');
  });

  test('with another reason corrects the figures instead of counting twice', async () => {
    const { deps } = await testApp();
    await aCustomer(deps, { externalId: 'C-1', monthlyRevenueMinor: 5000 });
    await importCsv(deps, 'C-1,2026-09-30,Too dear');
    expect(await importCsv(deps, 'C-1,2026-09-30,Late twice')).toMatchObject({ changed: 1 });
    expect((await rolledUp(deps)).filter(([, , n]) => n !== 0)).toEqual([
      ['all', '', 1, 5000],
      ['service', '', 1, 5000],
      ['service', 'late-delivery', 1, 5000],
    ]);
    expect(await importCsv(deps, 'C-1,2026-09-30,Late twice')).toMatchObject({ unchanged: 1 });
  });

  test('refuses an unknown customer and a reason nobody has mapped, with their lines', async () => {
    const { deps } = await testApp();
    await aCustomer(deps, { externalId: 'C-1' });
    const report = await importCsv(deps, 'C-1,2026-09-30,Bored\nC-9,2026-09-30,Too dear');
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'reason-unmapped'],
      [3, 'customer-unknown'],
    ]);
    expect(await deps.db.$count(departures)).toBe(0);
  });

  test('in several currencies is reported without adding them up', async () => {
    const { deps } = await testApp();
    await aCustomer(deps, { externalId: 'C-1', monthlyRevenueMinor: 5000, currency: 'SAR' });
    await aCustomer(deps, { externalId: 'C-2', monthlyRevenueMinor: 700, currency: 'USD' });
    await importCsv(deps, 'C-1,2026-09-30,Too dear\nC-2,2026-09-30,Too dear');
    expect(await departureReport(deps.db)).toMatchObject({
      total: 2,
      currency: null,
      byCategory: {
        price: { customers: 2, lostMonthlyMinor: null, lostMonthlyMinorByCurrency: { SAR: 5000, USD: 700 } },
      },
    });
  });
});

test.each([
  ['active', null, 'left'],
  ['active', '2026-09-29', 'left'],
  ['active', '2026-10-01', 'active'],
  ['barred', null, 'barred'],
  ['deceased', null, 'deceased'],
  ['anonymised', null, 'anonymised'],
] as const)('a customer %s whose last order was %s is then %s', (status, lastOrderOn, after) => {
  const reason = { category: 'price', detail: 'too-high' } as const;
  expect(statusAfterLeaving(reason, { status, lastOrderOn }, '2026-09-30')).toBe(after);
});

async function statusOf({ db }: Deps, externalId: string) {
  const [row] = await db.select().from(customers).where(eq(customers.externalId, externalId));
  return row?.status;
}

async function rolledUp({ db }: Deps) {
  const rows = await db.select().from(reasonRollup).orderBy(reasonRollup.category, reasonRollup.detail);
  return rows.map(({ category, detail, n, monthlyMinor }) => [category, detail, n, monthlyMinor]);
}

async function importCsv(deps: Deps, rows: string) {
  const folder = mkdtempSync(join(tmpdir(), 'amends-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'file.csv');
  writeFileSync(path, `externalId,departedOn,reason\n${rows}\n`);
  const parsed = parseReasonMapping(JSON.stringify(reasons));
  return runImport(deps, {
    importer: departureImporter(deps, { reasons: parsed.ok ? parsed.mapping : null, currency: null }),
    file: { path },
    mapping: { map: {}, set: {}, where: [] },
    dryRun: false,
  });
}
