import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '#db/migrate.ts';
import { fire, type Volley } from './fire.ts';
import type { Product } from './product.ts';

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

type Load = { name: string } & Omit<Volley, 'port' | 'connections'> & { connections?: number };

/** Drives a product and says how fast it was and what a request cost it. */
export async function load(
  { port, cpuMs }: Pick<Product, 'port' | 'cpuMs'>,
  { name, ...volley }: Load,
): Promise<BenchRow> {
  const before = cpuMs();
  const { statuses, ...fired } = await fire({ connections, ...volley, port });
  const used = cpuMs() - before;
  return {
    name,
    perSecond: Math.round(fired.perSecond),
    p50: rounded(fired.p50),
    p99: rounded(fired.p99),
    cpuMs: rounded(used / volley.amount),
    note: Object.entries(statuses)
      .map(([status, n]) => `${n} × ${status === '0' ? 'cut off' : status}`)
      .join(', '),
  };
}

export const rounded = (value: number): number => Math.round(value * 100) / 100;

/** A request as it goes over the wire. */
export function requestOf(method: string, path: string, body?: unknown): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const said =
    body === undefined
      ? 'accept: text/html\r\naccept-encoding: gzip, br\r\n'
      : 'content-type: application/json\r\n';
  const length = `content-length: ${Buffer.byteLength(text)}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: Mozilla/5.0 (bench)\r\n${said}${length}\r\n${text}`;
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
