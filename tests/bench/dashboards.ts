import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { closeDatabase, openDatabase, write, type Database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { countFactsBy } from '#server/understand/facts/facts.ts';
import { ThreadFacts } from '#server/understand/facts/thread-facts.ts';
import { manyAnswers } from './many-answers.ts';
import { manyConsequences } from './many-consequences.ts';

export interface Timing {
  name: string;
  p50Ms: number;
  p95Ms: number;
  bytes: number | null;
}

export interface Dashboards {
  answers: number;
  timings: Timing[];
  /** Until the first question that needs all facts is answered, from the start of the thread that counts them. */
  firstCountMs: number;
  /** Megabytes of the process before the facts were read, after, and after all questions. */
  memory: number[];
}

export const dashboardPlan = { answers: 1_000_000, customers: 100_000, lastMonth: '2026-10', months: 24 };

/** What the roll-ups and keys know. */
export const standard = {
  overview: ['/api/overview'],
  'overview, one tier': ['/api/overview?tier=gold'],
  'reasons, 12 months': ['/api/reasons'],
  'departments, 12 months': ['/api/departments/figures'],
  'what moves NPS, 12 months': ['/api/drivers'],
  'words behind a bar': ['/api/reasons/voices?category=service'],
  'words behind a detail': ['/api/reasons/voices?category=price&detail=too-high&from=2026-03&to=2026-04'],
};

const narrowed = [
  'department=delivery',
  'manager=Manager+7',
  'language=en&tier=silver',
  'named=price',
  'segment=price%2Bservice',
  'department=sales&tier=gold&named=service%2Flate-delivery',
  'manager=Manager+3&named=competitor&from=2024-11&to=2026-10',
  'department=billing&segment=none&from=2025-11',
];

/** Each page with every set of filters in turn. */
export const withFilters = Object.fromEntries(
  [
    '/api/overview',
    '/api/reasons',
    '/api/departments/figures',
    '/api/drivers',
    '/api/departures',
    '/api/departures/leavers',
    '/api/returns',
    '/api/compensation',
    '/api/compensation/proposals',
    '/api/compensation/effect',
    '/api/voices',
    '/api/voices/queue',
  ].map((page) => [
    `${page.slice('/api/'.length)}, eight sets of filters`,
    narrowed.map(
      (query) => `${page}?${page === '/api/overview' ? query.replace(/&(from|to)=[\d-]+/g, '') : query}`,
    ),
  ]),
);

/** What else a list of words is narrowed by: few to many, and nothing at all. */
export const voices = {
  'words, by what they say and by their reading': [
    '/api/voices',
    '/api/voices?q=refund',
    '/api/voices?q=late&department=sales',
    '/api/voices?q=nobody+ever+said+this',
    '/api/voices?state=unsorted&tier=gold',
    '/api/voices?state=reviewed&manager=Manager+7&named=price',
    '/api/voices?competitor=competitor-3',
    '/api/voices?competitor=competitor-3&manager=Manager+7&score=detractor',
    '/api/voices?score=detractor&segment=competitor%2Bother',
    '/api/voices?named=circumstances&segment=circumstances%2Bother',
  ],
  'the queue of words, by the same': [
    '/api/voices/queue?score=detractor',
    '/api/voices/queue?competitor=competitor-3',
    '/api/voices/queue?state=unsorted&manager=Manager+7&tier=gold',
    '/api/voices/queue?q=refund',
    '/api/voices/queue?segment=price%2Bservice&score=promoter',
    '/api/voices/queue?from=2024-11&to=2024-12&named=circumstances',
  ],
};

/** The overview's figures without roll-ups: what a page would cost if it counted the answers themselves. */
const plainCounts = sql`
  SELECT month, sum(nps >= 9) - sum(nps <= 6) AS net, count(nps) AS n FROM responses GROUP BY month
  UNION ALL
  SELECT r.month || r.category || r.detail, count(DISTINCT r.response_id), sum(c.monthly_revenue_minor)
  FROM reasons r JOIN responses a ON a.id = r.response_id JOIN customers c ON c.id = a.customer_id
  GROUP BY r.month, r.category, r.detail`;

/** What one narrowed page of reasons would cost if it counted the answers. */
const plainNarrowed = sql`
  SELECT a.month, r.category, r.detail, count(DISTINCT r.response_id), sum(c.monthly_revenue_minor)
  FROM responses a JOIN reasons r ON r.response_id = a.id JOIN customers c ON c.id = a.customer_id
  WHERE a.month BETWEEN '2025-11' AND '2026-10' AND a.department = 'delivery'
  GROUP BY a.month, r.category, r.detail`;

type Get = (path: string) => Promise<Response>;
type Plan = typeof dashboardPlan;

/** Times the desk's pages through the real app, the facts counted by their own thread; `appOf` signs a manager in. */
export async function dashboards(
  appOf: (db: Database) => Promise<Get>,
  { rounds = 60, plan = dashboardPlan }: { rounds?: number; plan?: Plan } = {},
): Promise<Dashboards> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const url = `file:${join(folder, 'bench.db')}`;
  await migrateDatabase({ url });
  const db = await openDatabase({ url, synchronous: 'NORMAL' });
  const get = await appOf(db);
  await manyAnswers(db, plan);
  await manyConsequences(db);
  await write(db, (tx) => tx.run({ sql: 'ANALYZE', args: [] }));
  const memory = [megabytes()];
  const began = performance.now();
  const facts = new ThreadFacts({ url });
  countFactsBy(db, facts);
  try {
    await bytesOf(get, '/api/reasons?department=delivery');
    const firstCountMs = Math.round(performance.now() - began);
    memory.push(megabytes());
    const timings: Timing[] = [];
    for (const [name, paths] of Object.entries({ ...standard, ...withFilters, ...voices }))
      timings.push(
        await timed(name, Math.max(rounds, 3 * paths.length), {
          before: () => oneMoreFact(db),
          run: (round) => bytesOf(get, paths[round % paths.length] ?? ''),
        }),
      );
    memory.push(megabytes());
    const plainly = async (name: string, query: typeof plainCounts) =>
      timings.push(await timed(name, 5, { run: async () => (await db.all(query), null) }));
    await plainly('one narrowed page by plain SQL on the answers', plainNarrowed);
    await plainly('the same by plain SQL on the answers', plainCounts);
    return { answers: plan.answers, timings, firstCountMs, memory };
  } finally {
    await facts.close();
    await closeDatabase(db);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An answer was corrected to what it said before: whatever was counted is counted anew. */
async function oneMoreFact(db: Database): Promise<void> {
  const again = (sign: number) => ({
    sql: 'INSERT INTO response_facts (response_id, sign, said) SELECT response_id, ?, said FROM response_facts WHERE seq = 1',
    args: [sign],
  });
  await write(db, (tx) => {
    tx.run(again(-1));
    tx.run(again(1));
  });
}

const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1_048_576);

async function bytesOf(get: Get, path: string): Promise<number> {
  const response = await get(path);
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return (await response.arrayBuffer()).byteLength;
}

async function timed(
  name: string,
  rounds: number,
  { before, run }: { before?: () => Promise<void>; run: (round: number) => Promise<number | null> },
): Promise<Timing> {
  let bytes = await run(0);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await before?.();
    const start = performance.now();
    bytes = await run(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 10) / 10;
  return { name, p50Ms: at(0.5), p95Ms: at(0.95), bytes };
}
