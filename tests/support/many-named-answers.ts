import { write } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';

const customers = 5000;

/** Thousands of answers of customers in 2026-09 and 2026-10, each with its fact, written by the database itself. */
export async function manyNamedAnswers({ db }: Pick<Deps, 'db'>, answers: number): Promise<void> {
  await write(db, (tx) => {
    tx.run({
      sql: `${counting} INSERT OR IGNORE INTO customers
        (id, external_id, name, search_text, status, attributes, tags, created_at, updated_at)
        SELECT 'c' || n, 'C-' || n, 'Customer ' || n, 'customer ' || n, 'active', '{}', '[]', 0, 0 FROM counted`,
      args: [customers],
    });
    tx.run({
      sql: `${counting} INSERT INTO responses
        (id, customer_id, status, locale, answers, verbatim, nps, tier, account_manager, month, answered_at)
        SELECT printf('r%08d', n), 'c' || (1 + n % ${customers}), 'complete', 'en', '{}',
          'It came late, and nobody called about order ' || n || '.', n % 11, 'gold', 'Grace Hopper',
          iif(n % 2, '2026-09', '2026-10'), 1788000000000 + 7 * n FROM counted`,
      args: [answers],
    });
    tx.run({
      sql: `${counting} INSERT INTO response_facts (response_id, sign, said)
        SELECT printf('r%08d', n), 1, iif(n % 2, '2026-09', '2026-10') || char(31) || 'imported' || char(31) || 'gold' ||
          char(31) || char(31) || 'Grace Hopper' || char(31) || 'en' || char(31) || 'SAR' || char(31) || '100' ||
          char(31) || 'nps=' || (n % 11) || ' on-time=0' || char(31) || 'service/late-delivery' || char(31) || char(31) ||
          char(31) FROM counted`,
      args: [answers],
    });
    tx.run({
      sql: `INSERT INTO reason_rollup (month, source, program_id, tier, category, detail, currency, n, monthly_minor)
        SELECT month, 'response', 'imported', 'gold', 'all', '', 'SAR', count(*), 0 FROM responses GROUP BY month`,
      args: [],
    });
  });
}

const counting = 'WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?)';
