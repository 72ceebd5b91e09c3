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
  /** How much more memory the process had at most than before it began, pages of the database's file included. */
  grewBy: number;
  /** What the program itself held at most, all of it, in megabytes. */
  held: number;
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
  const before = process.memoryUsage();
  let [most, mostOwn] = [before.rss, ownOf(before)];
  const look = () => {
    const now = process.memoryUsage();
    [most, mostOwn] = [Math.max(most, now.rss), Math.max(mostOwn, ownOf(now))];
  };
  const looking = setInterval(look, 50);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  return () => {
    const seconds = (performance.now() - started) / 1000;
    clearInterval(looking);
    delay.disable();
    return {
      seconds,
      grewBy: Math.round((most - before.rss) / 1e6),
      held: Math.round(mostOwn / 1e6),
      longestStallMs: Math.round(delay.max / 1e6),
    };
  };
}

/** Without the pages of the database's file, which the machine lends while it has room. */
const ownOf = ({ heapUsed, external }: NodeJS.MemoryUsage): number => heapUsed + external;
