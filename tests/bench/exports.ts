import { createWriteStream, readFileSync, statSync } from 'node:fs';
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
  /** Processor time of the process, packing threads included. */
  cpuSeconds: number;
  megabytes: number;
  /** What the process itself held at each tenth of the time, in megabytes: without pages of the database's file. */
  ownMemory: number[];
  /** What the program held at most, in megabytes. */
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
  const course: number[] = [];
  let most = 0;
  const look = () => {
    course.push(ownMemory());
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external);
  };
  const looking = setInterval(look, 50);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const [started, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(used);
    clearInterval(looking);
    delay.disable();
    return {
      seconds,
      cpuSeconds: (user + system) / 1e6,
      ownMemory: tenths(course).map(inMegabytes),
      held: inMegabytes(most),
      longestStallMs: Math.round(delay.max / 1e6),
    };
  };
}

/** Without the pages of files, which the machine lends while it has room; all of it where the machine does not tell. */
function ownMemory(): number {
  if (process.platform !== 'linux') return process.memoryUsage().rss;
  const [, kilobytes] = /RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

const tenths = (course: number[]): number[] =>
  Array.from({ length: 10 }, (_, at) => course[Math.floor((at * course.length) / 10)] ?? 0);

const inMegabytes = (bytes: number): number => Math.round(bytes / 1e6);
