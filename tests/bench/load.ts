import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { migrateDatabase } from '#db/migrate.ts';

export interface BenchRow {
  name: string;
  perSecond: number;
  /** Milliseconds; null where nothing was waited for. */
  p50: number | null;
  p99: number | null;
  note: string;
}

export const connections = 64;

/** Sends so many requests over kept-alive connections, each made afresh by `next`. */
export async function load(
  origin: string,
  { name, amount, next }: { name: string; amount: number; next: () => autocannon.Request },
): Promise<BenchRow> {
  const result = await autocannon({
    url: origin,
    connections,
    amount,
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
  });
  const { non2xx, errors, timeouts } = result;
  const failed = non2xx + errors + timeouts;
  return {
    name,
    perSecond: Math.round(amount / result.duration),
    p50: result.latency.p50,
    p99: result.latency.p99,
    note:
      failed === 0
        ? `${amount} requests`
        : `of ${amount}: ${non2xx} refused, ${errors} broken, ${timeouts} too late`,
  };
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
