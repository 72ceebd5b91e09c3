import type { Database } from '#db/client.ts';

interface Check {
  /** Its rows are what is wrong; all should be empty. */
  sql: string;
  say(row: Record<string, unknown>): string;
}

const checks: Check[] = [
  {
    sql: `SELECT transaction_id FROM ledger_entries GROUP BY transaction_id, currency HAVING sum(amount_minor) <> 0`,
    say: (row) => `The entries of ledger transaction ${row.transaction_id} do not add up to zero.`,
  },
  {
    sql: `SELECT account, currency FROM (
            SELECT account, currency, amount_minor AS m FROM ledger_entries
            UNION ALL SELECT account, currency, -balance_minor FROM ledger_balances)
          GROUP BY account, currency HAVING sum(m) <> 0`,
    say: (row) => `The balance of ${row.account} in ${row.currency} is not the sum of its entries.`,
  },
  {
    sql: `SELECT account, currency FROM ledger_balances
          WHERE balance_minor < 0 AND (account LIKE 'customer:%' OR account LIKE 'vouchers:%')`,
    say: (row) => `The balance of ${row.account} in ${row.currency} is below nothing.`,
  },
  {
    sql: `SELECT g.id FROM grants g LEFT JOIN ledger_transactions t ON t.grant_id = g.id AND t.kind = 'grant-issued'
          WHERE g.status IN ('issued', 'redeemed') AND t.id IS NULL
            AND g.kind IN ('account-credit', 'points', 'voucher', 'free-order', 'debt-write-off')`,
    say: (row) => `Grant ${row.id} is issued but not booked.`,
  },
  {
    sql: `SELECT g.id FROM grants g LEFT JOIN vouchers v ON v.grant_id = g.id
          WHERE g.kind IN ('voucher', 'free-order') AND g.status IN ('issued', 'redeemed') AND v.id IS NULL`,
    say: (row) => `Grant ${row.id} is an issued voucher without a code.`,
  },
  {
    sql: `SELECT v.id FROM vouchers v JOIN grants g ON g.id = v.grant_id
          WHERE g.kind NOT IN ('voucher', 'free-order') OR v.amount_minor <> g.amount_minor OR v.currency <> g.currency
            OR v.status <> CASE g.status WHEN 'issued' THEN 'open' WHEN 'redeemed' THEN 'redeemed'
                 WHEN 'expired' THEN 'expired' WHEN 'reversed' THEN 'withdrawn' ELSE '' END`,
    say: (row) => `Voucher ${row.id} is not what its grant says.`,
  },
  {
    sql: `SELECT v.id FROM vouchers v LEFT JOIN ledger_transactions t
            ON t.grant_id = v.grant_id AND t.kind = 'voucher-redeemed'
          WHERE (v.status = 'redeemed') <> (t.id IS NOT NULL)`,
    say: (row) => `Voucher ${row.id} is used and not booked, or booked and not used.`,
  },
  {
    sql: `SELECT v.account, v.currency FROM (
            SELECT account, currency, balance_minor AS m FROM ledger_balances WHERE account LIKE 'vouchers:%'
            UNION ALL SELECT 'vouchers:' || g.customer_id, v.currency, -v.amount_minor FROM vouchers v
              JOIN grants g ON g.id = v.grant_id WHERE v.status = 'open') v
          GROUP BY v.account, v.currency HAVING sum(v.m) <> 0`,
    say: (row) => `${row.account} in ${row.currency} is not what the open vouchers come to.`,
  },
];

/** A sentence for everything that does not add up; empty when the books are right. */
export async function ledgerProblems(db: Database): Promise<string[]> {
  const found: string[] = [];
  for (const { sql, say } of checks)
    found.push(...(await db.all<Record<string, unknown>>(sql)).map((row) => say(row)));
  return found;
}
