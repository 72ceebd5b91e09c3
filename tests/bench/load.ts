import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { migrateDatabase } from '#db/migrate.ts';
import { aSurveyServer } from '#tests/support/answering-company.ts';

export interface BenchRow {
  name: string;
  perSecond: number;
  /** Milliseconds; null where nothing was waited for. */
  p50: number | null;
  p99: number | null;
  /** Processor time of the server for one request. */
  cpuMs: number | null;
  note: string;
}

export const connections = 64;

interface Load {
  name: string;
  amount: number;
  next: () => autocannon.Request;
  /** Requests a second, where the server is not to be driven as fast as it can. */
  rate?: number;
}

export const benchServer = (url: string) => aSurveyServer(url, 'tests/bench/bench-server.ts');

/** Sends so many requests over kept-alive connections, each made afresh by `next`. */
export async function load(origin: string, { name, amount, next, rate }: Load): Promise<BenchRow> {
  const before = await cpuMs(origin);
  const result = await autocannon({
    url: origin,
    connections,
    amount,
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
    ...(rate === undefined ? {} : { overallRate: rate }),
  });
  const used = (await cpuMs(origin)) - before;
  const { non2xx, errors, timeouts, latency } = result;
  return {
    name,
    perSecond: Math.round(amount / result.duration),
    p50: latency.p50,
    p99: latency.p99,
    cpuMs: Math.round((used / amount) * 100) / 100,
    note:
      non2xx + errors + timeouts === 0
        ? `${amount} requests`
        : `of ${amount}: ${non2xx} refused, ${errors} broken, ${timeouts} too late`,
  };
}

/** Processor time of a bench server so far. */
export async function cpuMs(origin: string): Promise<number> {
  const { user, system }: NodeJS.CpuUsage = await (await fetch(`${origin}/cpu`)).json();
  return (user + system) / 1000;
}

/** A migrated database in a folder that is gone afterwards. */
export async function withDatabase<T>(work: (url: string, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const url = `file:${join(folder, 'bench.db')}`;
  await migrateDatabase({ url });
  try {
    return await work(url, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
