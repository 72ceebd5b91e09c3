import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, closeDatabase } from '#db/client.ts';
import { customerImporter } from '#server/customers/customer-import.ts';
import { runImport } from '#server/customers/import/import-run.ts';
import { aCompany } from '#tests/support/cast.ts';
import { depsOn } from '#tests/support/answering-company.ts';
import { withDatabase } from './load.ts';

/** Seconds to check and store a file of customers, each row new. */
export function benchCustomerImport(rows = 10_000): Promise<number> {
  return withDatabase(async (url, folder) => {
    const deps = depsOn(url, await openDatabase({ url }));
    await aCompany(deps);
    const path = join(folder, 'customers.csv');
    const lines = Array.from(
      { length: rows },
      (_, n) => `C-${n},Customer ${n},customer-${n}@example.com,SAR,${1000 + n}.50,${n % 900}.25`,
    );
    writeFileSync(path, `externalId,name,email,currency,totalRevenue,monthlyRevenue\n${lines.join('\n')}\n`);
    const started = performance.now();
    const report = await runImport(deps, {
      importer: customerImporter(deps, { currency: 'SAR' }),
      file: { path },
      mapping: { map: {}, set: {}, where: [] },
      dryRun: false,
    });
    const seconds = (performance.now() - started) / 1000;
    await closeDatabase(deps.db);
    if (report.created !== rows) throw new Error(`Only ${report.created} of ${rows} customers were stored`);
    return seconds;
  });
}
