import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { csvPieces } from '#server/understand/exports/csv.ts';
import { tableOf } from '#server/understand/exports/exports.ts';
import { xlsxPieces } from '#server/understand/exports/xlsx.ts';
import { depsOn } from '#tests/support/answering-company.ts';
import { aCompany } from '#tests/support/cast.ts';
import { manyNamedAnswers } from '#tests/support/many-named-answers.ts';
import { withDatabase } from './load.ts';

export interface ExportTiming {
  as: 'csv' | 'xlsx';
  rows: number;
  seconds: number;
  megabytes: number;
  /** How much more memory the process held at most than before it began. */
  grewBy: number;
  /** The longest that anybody else had to wait for the thread. */
  longestStallMs: number;
}

const formats = { csv: csvPieces, xlsx: xlsxPieces };

/** Exports answers of customers in both formats, onto the disk, as a browser would fetch them. */
export function benchExports(rows = 1_000_000): Promise<ExportTiming[]> {
  return withDatabase(async (url, folder) => {
    const deps = depsOn(url, await openDatabase({ url, synchronous: 'NORMAL' }));
    await aCompany(deps);
    await manyNamedAnswers(deps, rows);
    const timings: ExportTiming[] = [];
    for (const as of ['csv', 'xlsx'] as const) {
      const question = {
        what: 'responses',
        as,
        source: 'responses',
        from: '2026-09',
        to: '2026-10',
      } as const;
      const path = join(folder, `answers.${as}`);
      const watch = watched();
      await pipeline(formats[as](await tableOf(deps, question, 'en')), createWriteStream(path));
      timings.push({ as, rows, megabytes: Math.round(statSync(path).size / 1e6), ...watch() });
    }
    await closeDatabase(deps.db);
    return timings;
  });
}

function watched() {
  const before = process.memoryUsage.rss();
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  return () => {
    const seconds = (performance.now() - started) / 1000;
    clearInterval(looking);
    delay.disable();
    return {
      seconds,
      grewBy: Math.round((most - before) / 1e6),
      longestStallMs: Math.round(delay.max / 1e6),
    };
  };
}
