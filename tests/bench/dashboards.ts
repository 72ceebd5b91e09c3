import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { closeDatabase, openDatabase, write, type Database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { manyAnswers } from './many-answers.ts';

export interface Timing {
  name: string;
  p50Ms: number;
  p95Ms: number;
  bytes: number | null;
}

export const dashboardPlan = { answers: 100_000, customers: 20_000, lastMonth: '2026-10', months: 12 };

const pages = {
  overview: '/api/overview',
  'overview, one tier': '/api/overview?tier=gold',
  'reasons, 12 months': '/api/reasons',
  'words behind a bar': '/api/reasons/voices?category=service',
  'words behind a detail': '/api/reasons/voices?category=price&detail=too-high&from=2026-03&to=2026-04',
};

/** The overview's figures without roll-ups: what a page would cost if it counted the answers themselves. */
const plainCounts = sql`
  SELECT month, sum(nps >= 9) - sum(nps <= 6) AS net, count(nps) AS n FROM responses GROUP BY month
  UNION ALL
  SELECT r.month || r.category || r.detail, count(DISTINCT r.response_id), sum(c.monthly_revenue_minor)
  FROM reasons r JOIN responses a ON a.id = r.response_id JOIN customers c ON c.id = a.customer_id
  GROUP BY r.month, r.category, r.detail`;

type Get = (path: string) => Promise<Response>;

/** Times the desk's pages at 100,000 answers through the real app; `appOf` signs a manager in. */
export async function dashboards(appOf: (db: Database) => Promise<Get>, rounds = 60): Promise<Timing[]> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const url = `file:${join(folder, 'bench.db')}`;
  await migrateDatabase({ url });
  const db = await openDatabase({ url, synchronous: 'NORMAL' });
  try {
    const get = await appOf(db);
    await manyAnswers(db, dashboardPlan);
    await write(db, (tx) => tx.run({ sql: 'ANALYZE', args: [] }));
    const timings: Timing[] = [];
    for (const [name, path] of Object.entries(pages))
      timings.push(await timed(name, rounds, () => bytesOf(get, path)));
    timings.push(
      await timed('the same by plain SQL on the answers', 10, async () => (await db.all(plainCounts), null)),
    );
    return timings;
  } finally {
    await closeDatabase(db);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bytesOf(get: Get, path: string): Promise<number> {
  const response = await get(path);
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return (await response.arrayBuffer()).byteLength;
}

async function timed(name: string, rounds: number, run: () => Promise<number | null>): Promise<Timing> {
  let bytes = await run();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    bytes = await run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 10) / 10;
  return { name, p50Ms: at(0.5), p95Ms: at(0.95), bytes };
}
