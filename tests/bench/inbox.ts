import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '#db/migrate.ts';
import { write } from '#db/client.ts';
import { escalateCases } from '#server/answer/escalation/escalations.ts';
import { inboxCounts, inboxPage, type InboxQuery } from '#server/answer/inbox.ts';
import { readConfig } from '#server/config.ts';
import { buildDeps, closeDeps, type Deps } from '#server/deps.ts';
import { aColleague, aCompany } from '#tests/support/cast.ts';

/** `node --import tsx tests/bench/inbox.ts`: how long the inbox takes with a hundred thousand open cases. */
const open = Number(process.argv[2] ?? 100_000);
const rounds = 100;
const folder = mkdtempSync(join(tmpdir(), 'amends-inbox-'));
const config = readConfig({ AMENDS_DATABASE_URL: `file:${join(folder, 'bench.db')}`, AMENDS_LOG: 'silent' });
await migrateDatabase(config.database);
const deps = await buildDeps(config);
await aCompany(deps);
const agents = await Promise.all(
  Array.from({ length: 20 }, (_, n) => aColleague(deps, { name: `Agent ${n}` })),
);
await fill(
  deps,
  agents.map(({ id }) => id),
);

const reader = () => ({ actorId: agents[3]?.id ?? '', now: deps.now() });
const lists: Record<string, Omit<InboxQuery, 'actorId' | 'now'>> = {
  all: { filter: 'all' },
  mine: { filter: 'mine' },
  overdue: { filter: 'overdue' },
  'to approve': { filter: 'approvals' },
  snoozed: { filter: 'snoozed' },
  resolved: { filter: 'resolved' },
  'at once, gold, Arabic': { filter: 'all', narrowing: { severity: 4, tier: 'gold', language: 'ar' } },
  'nobody\u2019s': { filter: 'all', narrowing: { owner: 'none' } },
  'nothing found': { filter: 'all', narrowing: { department: 'none', category: 'product' } },
};
for (const [name, query] of Object.entries(lists))
  await measure(name, () => inboxPage(deps.db, { ...query, ...reader() }));
await measure('the thousandth page', () =>
  inboxPage(deps.db, { filter: 'all', after: `open.${Date.now() + 86_400_000}.0`, ...reader() }),
);
await measure('counts', () => inboxCounts(deps.db, reader()));
await measure('escalation with nothing newly due', () => escalateCases(deps));
await closeDeps(deps);
rmSync(folder, { recursive: true });

async function measure(name: string, run: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * rounds)] ?? 0).toFixed(1);
  console.log(`${name.padEnd(36)} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
}

/** Open cases due from five days ago to five days ahead, and as many that are resolved, each of a customer of its own. */
async function fill({ db, now }: Deps, owners: string[]): Promise<void> {
  const at = now().getTime();
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${open * 2})`;
  const pick = (values: string) =>
    `json_extract('${values}', '$[' || (abs(i * 7919) % json_array_length('${values}')) || ']')`;
  const due = `${at} + (i * 48271 % 864000) * 1000 - 432000000`;
  const statements = [
    `INSERT INTO customers (id, external_id, name, search_text, locale, status, attributes, created_at, updated_at)
     SELECT 'c' || i, 'C' || i, 'Customer ' || i, 'customer ' || i, 'en', 'active', '{}', ${at}, ${at} FROM n`,
    `INSERT INTO responses (id, customer_id, status, answers, verbatim, nps, month, answered_at, locale, version)
     SELECT 'r' || i, 'c' || i, 'complete', '{}', 'Four days late and nobody called me.', i % 7, '2026-11', ${at},
       ${pick('["en","en","en","ru","he","ar"]')}, 1 FROM n`,
    `INSERT INTO cases (id, customer_id, response_id, status, owner_id, score, score_measure, tier, category, detail,
       severity, earlier_cases, department, locale, why, opened_at, first_contact_due_at, resolution_due_at, resolved_at,
       reopenings)
     SELECT 'k' || i, 'c' || i, 'r' || i,
       CASE WHEN i > ${open} THEN 'resolved' WHEN i % 3 = 0 THEN 'contacted' ELSE 'open' END,
       CASE WHEN i % 500 = 0 THEN NULL ELSE ${pick(JSON.stringify(owners))} END, i % 7, 'nps',
       ${pick('["gold","silver","copper","copper"]')}, ${pick('["service","price","product"]')}, NULL,
       1 + i % 4, 0, ${pick('["delivery","sales","billing"]')}, ${pick('["en","en","en","ru","he","ar"]')}, '[]', ${at},
       ${due}, ${due} + 172800000, ${at} - i * 1000, 0 FROM n`,
    `UPDATE cases SET snoozed_until = ${at + 86_400_000} WHERE status = 'open' AND substr(id, -2) = '77'`,
  ];
  for (const statement of statements)
    await write(db, (tx) => tx.run({ sql: `${numbers} ${statement}`, args: [] }));
}
