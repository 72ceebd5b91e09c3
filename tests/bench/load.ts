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
  const headers: Record<string, string> =
    body === undefined ? { accept: 'text/html', 'accept-encoding': 'gzip, br' } : {};
  return requestText(method, path, { body, headers: { 'user-agent': 'Mozilla/5.0 (bench)', ...headers } });
}

/** The same with headers of its own. */
export function requestText(
  method: string,
  path: string,
  { body, headers }: { body?: unknown; headers: Record<string, string> },
): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = {
    host: '127.0.0.1',
    ...headers,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    'content-length': String(Buffer.byteLength(text)),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`;
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
