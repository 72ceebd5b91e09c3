import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { closeDeps } from '#server/deps.ts';
import { anAnsweringCompany } from '#tests/support/answering-company.ts';
import { benchServer, connections, load, withDatabase, type BenchRow } from './load.ts';

const headers = { 'content-type': 'application/json' };

/** Three in ten are unhappy about lateness: a case, a compensation, an alert. The others are content, none delighted. */
export function answersOf(n: number): Record<string, unknown> {
  if (n % 10 >= 3) return { recommend: 7 + (n % 2), price: 'same', 'on-time': 'yes', reason: 'all-well' };
  return { recommend: n % 7, 'on-time': 'no', reason: 'late', 'reason-Comment': `Order ${n} came late` };
}

/** Responses through the real HTTP server in a process of its own: the full transaction, durable when acknowledged. */
export function benchSubmissions(amount: number): Promise<BenchRow[]> {
  return withDatabase(async (url, folder) => {
    const { deps, tokens } = await anAnsweringCompany(url, 2 * amount + 8 * connections);
    const server = await benchServer(url);
    let sent = 0;
    const body = () => JSON.stringify({ answers: answersOf(sent++) });
    const nothing = await load(server.origin, {
      name: 'the same server, a handler that does nothing',
      amount,
      next: () => ({ method: 'POST', path: '/nothing', headers, body: body() }),
    });
    const answer = () => ({ method: 'POST' as const, path: `/s/${tokens.pop()}`, headers, body: body() });
    const taken = await load(server.origin, { name: 'responses taken over HTTP', amount, next: answer });
    const half = await load(server.origin, {
      name: 'the same at half that rate',
      amount: Math.round(amount / 4),
      next: answer,
      rate: Math.max(connections, Math.round(taken.perSecond / 2)),
    });
    await server.stop();
    await closeDeps(deps);
    const bare = await bareInserts(join(folder, 'bare.db'), amount);
    return [{ ...taken, note: ratios(taken, nothing, bare) }, half, nothing, bare];
  });
}

function ratios(taken: BenchRow, nothing: BenchRow, bare: BenchRow): string {
  const to = (other: BenchRow) => `1 : ${(other.perSecond / taken.perSecond).toFixed(1)}`;
  return `${taken.note}; to the idle handler ${to(nothing)}, to bare inserts ${to(bare)}`;
}

/** One narrow row each, as many in a transaction as the server has connections: the driver's own ceiling. */
async function bareInserts(path: string, amount: number): Promise<BenchRow> {
  const client = createClient({ url: `file:${path}`, concurrency: 1 });
  await client.executeMultiple(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT NOT NULL)',
  );
  const sql = 'INSERT INTO t (body) VALUES (?)';
  const started = performance.now();
  for (let n = 0; n < amount; n += connections) {
    const group = Array.from({ length: connections }, (_, i) => ({
      sql,
      args: [JSON.stringify(answersOf(n + i))],
    }));
    await client.batch(group, 'write');
  }
  const seconds = (performance.now() - started) / 1000;
  client.close();
  return {
    name: 'bare inserts, one row each, grouped',
    perSecond: Math.round(amount / seconds),
    p50: null,
    p99: null,
    cpuMs: null,
    note: `${connections} rows a transaction, the driver alone, FULL`,
  };
}
