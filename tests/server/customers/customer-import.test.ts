import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { events } from '#db/schema/events.ts';
import { customersCsv } from '#server/customers/customer-export.ts';
import { customerImporter } from '#server/customers/customer-import.ts';
import { runImport } from '#server/customers/import/import-run.ts';
import type { Mapping } from '#server/customers/import/column-map.ts';
import type { Deps } from '#server/deps.ts';
import { eq } from 'drizzle-orm';
import { aCustomer } from '#tests/support/cast.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';
import { testApp } from '#tests/support/test-app.ts';

const byName: Mapping = { map: {}, set: {}, where: [] };

describe('an import of customers', () => {
  test('stores what the file says, money to the minor unit, in one event per batch', async () => {
    const { deps } = await testApp();
    const report = await importCsv(
      deps,
      'externalId,name,email,currency,totalRevenue,monthlyRevenue,City\nC-1,Ada,ada@example.com,KWD,1.240,0,Kuwait\n',
      { ...byName, map: { 'attributes.city': 'City' } },
    );
    expect(report).toMatchObject({ rows: 1, created: 1, stored: true, problemCount: 0 });
    expect(await deps.db.select().from(customers)).toMatchObject([
      {
        externalId: 'C-1',
        name: 'Ada',
        searchText: 'ada c-1',
        email: 'ada@example.com',
        currency: 'KWD',
        totalRevenueMinor: 1240,
        monthlyRevenueMinor: 0,
        status: 'active',
        attributes: { city: 'Kuwait' },
      },
    ]);
    expect(await deps.db.select().from(events)).toMatchObject([
      { kind: 'customers-imported', data: { created: 1, changed: 0 } },
    ]);
  });

  test('of the same file twice changes nothing and records nothing', async () => {
    const { deps, at } = await testApp();
    const csv = 'externalId,name,currency,totalRevenue\nC-1,Ada,SAR,5\nC-2,,SAR,7\n';
    await importCsv(deps, csv);
    const before = await deps.db.select().from(customers);
    at('2026-10-15T07:00:00Z');
    expect(await importCsv(deps, csv)).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    expect(await deps.db.select().from(customers)).toEqual(before);
    expect(await deps.db.select().from(events)).toHaveLength(1);
  });

  test('changes only what differs and leaves alone what is not in the file', async () => {
    const { deps } = await testApp();
    await aCustomer(deps, { externalId: 'C-1', email: 'ada@example.com', attributes: { city: 'Jeddah' } });
    const report = await importCsv(deps, 'externalId,name\nC-1,Ada Lovelace\n');
    expect(report).toMatchObject({ created: 0, changed: 1 });
    expect(await deps.db.select().from(customers)).toMatchObject([
      {
        name: 'Ada Lovelace',
        searchText: 'ada lovelace c-1',
        email: 'ada@example.com',
        attributes: { city: 'Jeddah' },
      },
    ]);
  });

  test('never brings back to life: deceased and barred stay so, anonymised takes nothing', async () => {
    const { deps } = await testApp();
    for (const status of ['deceased', 'barred', 'anonymised'] as const) {
      await aCustomer(deps, { externalId: status, name: 'gone', email: null, status });
    }
    await importCsv(
      deps,
      'externalId,name,status\ndeceased,A,active\nbarred,B,active\nanonymised,C,active\n',
    );
    expect(
      (await deps.db.select().from(customers).orderBy(customers.externalId)).map(({ name, status }) => [
        name,
        status,
      ]),
    ).toEqual([
      ['gone', 'anonymised'],
      ['B', 'barred'],
      ['A', 'deceased'],
    ]);
  });

  test('stores nothing of a file with problems and lists each with its line', async () => {
    const { deps } = await testApp();
    const report = await importCsv(
      deps,
      [
        'externalId,name,email,currency,totalRevenue',
        'C-1,Ada,ada@example.com,SAR,1',
        'C-2,"two\nlines",nobody,SAR,1',
        'C-3,Grace,,QQQ,1',
        'C-1,Alan,,SAR,1',
        ',Nobody,,SAR,1',
        'C-4,Short',
        'C-5,Barbara,,,5',
        '',
      ].join('\n'),
    );
    expect(report.stored).toBe(false);
    expect(report.problems.map(({ line, field, code }) => [line, field, code])).toEqual([
      [3, 'email', 'email-bad'],
      [5, 'currency', 'currency-unknown'],
      [5, 'totalRevenue', 'currency-missing'],
      [6, 'externalId', 'id-twice'],
      [7, 'externalId', 'value-missing'],
      [8, null, 'row-too-short'],
      [9, 'totalRevenue', 'currency-missing'],
    ]);
    expect(report.refused).toBe(6);
    expect(await deps.db.select().from(customers)).toEqual([]);
  });

  test('takes the very same row twice as one', async () => {
    const { deps } = await testApp();
    expect(await importCsv(deps, 'externalId,name\nC-1,Ada\nC-1,Ada\n')).toMatchObject({
      rows: 2,
      created: 1,
      unchanged: 1,
    });
  });

  test.each([
    ['a bare name that stands twice', { name: 'Plan' }, 'column-ambiguous'],
    ['a column that is not there', { name: 'Nom' }, 'column-missing'],
    ['the third of two', { name: 'Plan[3]' }, 'column-missing'],
  ])('refuses %s', async (_, map, code) => {
    const { deps } = await testApp();
    const report = await importCsv(deps, 'externalId,Plan,Plan\n1,a,b\n', { ...byName, map });
    expect(report.problems).toMatchObject([{ line: 1, code }]);
  });

  test('takes the second of two equal headers when it is named so', async () => {
    const { deps } = await testApp();
    await importCsv(deps, 'externalId,Plan,Plan\n1,a,b\n', { ...byName, map: { name: 'Plan[2]' } });
    expect(await deps.db.select({ name: customers.name }).from(customers)).toEqual([{ name: 'b' }]);
  });

  test('needs a column for the id, and says no to a field both mapped and set', async () => {
    const { deps } = await testApp();
    expect((await importCsv(deps, 'a,b\n1,2\n')).problems).toMatchObject([
      { code: 'field-unmapped', field: 'externalId' },
    ]);
    const both = { map: { externalId: 'a', name: 'b' }, set: { name: 'x' }, where: [] };
    expect((await importCsv(deps, 'a,b\n1,2\n', both)).problems).toMatchObject([
      { code: 'field-mapped-twice' },
    ]);
    expect((await importCsv(deps, '')).problems).toMatchObject([{ code: 'header-missing' }]);
  });

  test('two at once store every customer once', async () => {
    const { deps } = await testApp();
    const csv = `externalId,name\n${Array.from({ length: 1200 }, (_, n) => `C-${n},Name ${n}`).join('\n')}\n`;
    await Promise.all([importCsv(deps, csv), importCsv(deps, csv)]);
    expect(await deps.db.$count(customers)).toBe(1200);
  });

  test('that was cut off half-way completes when it is run again', async () => {
    const { deps } = await testApp();
    const lines = Array.from({ length: 1200 }, (_, n) => `C-${n},Name ${n}`);
    await importCsv(deps, `externalId,name\n${lines.slice(0, 500).join('\n')}\n`);
    expect(await importCsv(deps, `externalId,name\n${lines.join('\n')}\n`)).toMatchObject({
      created: 700,
      unchanged: 500,
    });
  });

  test('keeps 515 naughty strings as names, and they come back from the export byte for byte', async () => {
    const { deps } = await testApp();
    const naughty: string[] = JSON.parse(
      readFileSync(sharedFile('conformance/naughty-strings/blns.json'), 'utf8'),
    );
    const quoted = naughty.map((text, n) => `${n},"${text.replaceAll('"', '""')}"`);
    await importCsv(deps, `externalId,name\n${quoted.join('\n')}\n`);
    const names = async () =>
      new Map(
        (await deps.db.select().from(customers)).map(({ externalId, name }) => [Number(externalId), name]),
      );
    const expected = new Map(naughty.map((text, n) => [n, text === '' ? String(n) : text]));
    expect(await names()).toEqual(expected);
    let exported = '';
    for await (const piece of customersCsv(deps.db)) exported += piece;
    expect(exported.split('\r\n').filter((line) => /^[^,]*,"?[=+\-@\t]/.test(line))).toEqual([]);
    await write(deps.db, (tx) => tx.run(deps.db.update(customers).set({ name: 'lost' })));
    expect(await importCsv(deps, exported)).toMatchObject({ changed: 515, problemCount: 0 });
    expect(await names()).toEqual(expected);
  });
});

test('a customer who is exported and imported again is unchanged', async () => {
  const { deps } = await testApp();
  await aCustomer(deps, {
    externalId: '=1+1',
    name: "'quoted",
    totalRevenueMinor: -5,
    monthlyRevenueMinor: 123_456,
  });
  let exported = '';
  for await (const piece of customersCsv(deps.db)) exported += piece;
  expect(await importCsv(deps, exported)).toMatchObject({ unchanged: 1, changed: 0, problemCount: 0 });
  expect(await deps.db.select().from(customers).where(eq(customers.externalId, '=1+1'))).toHaveLength(1);
});

async function importCsv(deps: Deps, csv: string, mapping: Mapping = byName) {
  const folder = mkdtempSync(join(tmpdir(), 'amends-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'file.csv');
  writeFileSync(path, csv);
  return runImport(deps, {
    importer: customerImporter(deps, { currency: null }),
    file: { path },
    mapping,
    dryRun: false,
  });
}
