import { budgetDifferences } from '#server/answer/grants/budget-recount.ts';
import { ledgerProblems } from '#server/answer/grants/ledger-problems.ts';
import { troubledBatches } from '#server/ask/dispatch/batches.ts';
import type { Deps } from '#server/deps.ts';
import { deadJobs } from '#server/jobs/jobs.ts';
import { poolsRunningLow } from '#server/listen/reward-codes.ts';
import { factDifferences } from '#server/understand/fact-recount.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import type { Command } from './command.ts';
import { recounts } from './recounts.ts';

interface Finding {
  check: string;
  isWell: boolean;
  detail: string;
}

/** Looks for what should never be; changes nothing. */
export const doctor: Command = {
  usage: 'doctor',
  summary: 'Check settings, the database, figures against a recount, the ledger, waiting mail and dead jobs',
  words: 0,
  options: {},
  run: async (deps, _, tell) => {
    const findings: Finding[] = [];
    for (const check of checks) {
      tell(`Checking ${check.name}`);
      const detail = await check.wrong(deps);
      findings.push({ check: check.name, isWell: detail === null, detail: detail ?? 'well' });
    }
    const isWell = findings.every((finding) => finding.isWell);
    const lines = findings.map(
      ({ check, isWell, detail }) => `${isWell ? 'ok   ' : 'WRONG'}  ${check}: ${detail}`,
    );
    const json = { isWell, findings };
    return { json, text: `${lines.join('\n')}\n`, refused: !isWell };
  },
};

interface Check {
  name: string;
  /** What is wrong, or null. */
  wrong(deps: Deps): Promise<string | null>;
}

const checks: Check[] = [
  {
    name: 'integrity of the database file',
    wrong: async ({ db }) => {
      const rows = await db.all<{ integrity_check: string }>('PRAGMA integrity_check');
      const said = rows.map((row) => Object.values(row)[0]).join('; ');
      return said === 'ok' ? null : said;
    },
  },
  {
    name: 'references between rows',
    wrong: async ({ db }) => {
      const broken = await db.all<{ table: string }>('PRAGMA foreign_key_check');
      return broken.length === 0 ? null : `${broken.length} rows point at nothing`;
    },
  },
  {
    name: 'figures against a recount',
    wrong: async ({ db }) => {
      const differences = await rollUpDifferences(db);
      const [first] = differences;
      if (!first) return null;
      const { rollUp, key, stored, counted } = first;
      return `${differences.length} differ, such as ${rollUp} ${key}: stored ${stored}, counted ${counted}`;
    },
  },
  {
    name: 'facts against their answers',
    wrong: async ({ db }) => {
      const [first, ...more] = await factDifferences(db);
      if (!first) return null;
      const { responseId, stored, counted } = first;
      return `${more.length + 1} differ, such as answer ${responseId}: stored "${stored}", counted "${counted}"`;
    },
  },
  {
    name: 'the ledger',
    wrong: async ({ db }) => {
      const problems = await ledgerProblems(db);
      return problems.length === 0 ? null : `${problems.length} problems, such as: ${problems[0]}`;
    },
  },
  {
    name: 'budgets against their grants',
    wrong: async ({ db }) => {
      const [first, ...more] = await budgetDifferences(db);
      if (!first) return null;
      const { month, scope, currency, stored, counted } = first;
      const where = `${scope} in ${month}: ${stored} stored, ${counted} counted (${currency})`;
      return `${more.length + 1} differ, such as ${where}`;
    },
  },
  ...recounts.map(({ name, sql }) => ({
    name,
    wrong: async ({ db }: Deps) => {
      const [row] = await db.all<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`);
      return row?.n ? `${row.n} differ from what they are made of` : null;
    },
  })),
  {
    name: 'mail of waves',
    wrong: async (deps) => {
      const troubled = await troubledBatches(deps);
      const told = troubled.map(({ n, status, lastError }) => `${n} batches ${status}: ${lastError}`);
      return told.length === 0 ? null : told.join('; ');
    },
  },
  {
    name: 'codes for answers without a name',
    wrong: async ({ db }) => {
      const low = await poolsRunningLow(db);
      const told = low.map(({ programId, left, total }) => `${left} of ${total} left for ${programId}`);
      return told.length === 0 ? null : told.join('; ');
    },
  },
  {
    name: 'jobs',
    wrong: async ({ db }) => {
      const dead = await deadJobs(db);
      const [first] = dead;
      return first ? `${dead.length} gave up, such as ${first.kind}: ${first.lastError}` : null;
    },
  },
];
