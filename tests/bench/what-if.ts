import { mkdtempSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, openDatabase, write, type Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { insertRows } from '#db/row-statements.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { whatIf } from '#server/answer/what-if/what-if.ts';
import { presetDocument } from '#server/listen/policy-presets.ts';
import { depsOn } from '#tests/support/answering-company.ts';
import { aCompany } from '#tests/support/cast.ts';
import { manyAnswers } from './many-answers.ts';

export interface WhatIfTiming {
  answers: number;
  n: number;
  seconds: number;
  cpuSeconds: number;
  longestStallMs: number;
}

const plan = { answers: 100_000, customers: 20_000, lastMonth: '2026-10', months: 12 };
const mostBad = 30_000;
const now = new Date('2026-10-31T12:00:00Z');

/** Tries a policy with every guard on a year of 100,000 answers, 30,000 of them bad, with a proposal for four in ten. */
export async function benchWhatIf(): Promise<WhatIfTiming> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const url = `file:${join(folder, 'bench.db')}`;
  await migrateDatabase({ url });
  const db = await openDatabase({ url, synchronous: 'NORMAL' });
  const deps = { ...depsOn(url, db), now: () => now };
  try {
    await aCompany(deps);
    await manyAnswers(db, plan);
    await badAnswers(db);
    const shipped = presetDocument('order-share', 'en');
    const guards = {
      ...shipped.guards,
      budgetPerMonthMinor: 900_000,
      capPerCustomer: { amountMinor: 5000, months: 12 },
      cooldownDays: 30,
    };
    return await timed(() => whatIf(deps, { ...shipped, guards, holdoutPercent: 10 }));
  } finally {
    await closeDatabase(db);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(run: () => Promise<{ n: number }>): Promise<WhatIfTiming> {
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  stalls.enable();
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { n } = await run();
  const { user, system } = process.cpuUsage(cpu);
  stalls.disable();
  return {
    answers: plan.answers,
    n,
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (user + system) / 1e6,
    longestStallMs: Math.round(stalls.max / 1e6),
  };
}

async function badAnswers(db: Database): Promise<void> {
  await write(db, (tx) => {
    tx.run({ sql: ordersSql, args: [] });
    // A seven is no bad answer by itself.
    tx.run({ sql: 'UPDATE responses SET nps = 6 WHERE nps = 7', args: [] });
    tx.run({ sql: `UPDATE customers SET email = 'c' || rowid || '@example.com'`, args: [] });
  });
  const bad = await db.all<{ id: string; customerId: string; at: number; nps: number; tier: 'gold' }>(
    `SELECT id, customer_id AS customerId, answered_at AS at, nps, tier FROM responses WHERE nps <= 6
     ORDER BY answered_at LIMIT ${mostBad}`,
  );
  const random = (bytes: number) => Uint8Array.from({ length: bytes }, () => Math.floor(Math.random() * 256));
  const rows = bad.map((one, n) => caseOf(one, { n, id: newId({ now: () => new Date(one.at), random }) }));
  for (let from = 0; from < rows.length; from += 500) {
    const some = rows.slice(from, from + 500);
    await write(db, (tx) => {
      tx.run(insertRows(db, cases, some));
      tx.run(insertRows(db, grants, some.filter((_, n) => n % 5 < 2).map(grantOf)));
    });
  }
  await write(db, (tx) => tx.run({ sql: 'ANALYZE', args: [] }));
}

const ordersSql = `INSERT INTO orders (id, external_id, customer_id, kind, amount_minor, currency, ordered_on, created_at, updated_at)
  SELECT 'order-' || c.rowid || '-' || turn.value, 'order-' || c.rowid || '-' || turn.value, c.id, 'order',
    5000 + c.rowid % 9000, 'SAR', date('2025-06-03', '+' || (turn.value * 50 + c.rowid % 40) || ' days'), 0, 0
  FROM customers c, json_each('[0,1,2,3,4,5]') turn`;

interface Bad {
  id: string;
  customerId: string;
  at: number;
  nps: number;
  tier: 'gold';
}

function caseOf({ id: responseId, customerId, at, nps, tier }: Bad, { n, id }: { n: number; id: string }) {
  const openedAt = new Date(at);
  return {
    id,
    customerId,
    responseId,
    tier,
    openedAt,
    score: nps,
    scoreMeasure: 'nps' as const,
    status: 'open' as const,
    category: n % 4 === 0 ? ('price' as const) : ('service' as const),
    detail: n % 4 === 0 ? 'too-high' : 'late-delivery',
    why: [{ code: 'bad-nps', facts: { score: nps } }],
    firstContactDueAt: openedAt,
    resolutionDueAt: openedAt,
    fromAddress: `address ${n % 9000}`,
    fromDevice: `device ${n % 300}`,
  };
}

function grantOf({ id, customerId, responseId, openedAt }: ReturnType<typeof caseOf>) {
  return {
    id: `g${id}`,
    customerId,
    caseId: id,
    responseId,
    proposedAt: openedAt,
    role: 'compensation' as const,
    kind: 'account-credit' as const,
    amountMinor: 1500,
    currency: 'SAR',
    status: 'issued' as const,
    wrong: 'service/late-delivery',
    rule: 'order-share-20',
    why: [],
  };
}
