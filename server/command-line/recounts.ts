/** Queries whose rows are the figures that differ from what they are made of; all of them should be empty. */
export const recounts: { name: string; sql: string }[] = [
  {
    name: 'reasons of departures',
    sql: `SELECT month, tier, category, currency, sum(n) AS n, sum(minor) AS minor FROM (
            SELECT month, tier, category, currency, n, monthly_minor AS minor FROM reason_rollup
            WHERE source = 'departure' AND category <> 'all' AND detail = ''
            UNION ALL
            SELECT month, coalesce(tier, 'none'), category, currency, -1, -monthly_revenue_minor FROM departures)
          GROUP BY month, tier, category, currency HAVING sum(n) <> 0 OR sum(minor) <> 0`,
  },
  {
    name: 'scores of responses',
    sql: `SELECT month, measure, value, sum(n) AS n FROM (
            SELECT month, measure, value, n FROM score_rollup WHERE measure IN ('nps', 'csat', 'ces')
            ${['nps', 'csat', 'ces']
              .map(
                (
                  measure,
                ) => `UNION ALL SELECT month, '${measure}', CAST(${measure} AS TEXT), -1 FROM responses
                              WHERE ${measure} IS NOT NULL AND status = 'complete'`,
              )
              .join(' ')})
          GROUP BY month, measure, value HAVING sum(n) <> 0`,
  },
  {
    name: 'responses by month',
    sql: `SELECT month, sum(n) AS n FROM (
            SELECT month, n FROM segment_rollup
            UNION ALL SELECT month, -1 FROM responses WHERE status = 'complete')
          GROUP BY month HAVING sum(n) <> 0`,
  },
  {
    name: 'funnels of waves',
    sql: `SELECT wave_id, stage FROM (
            SELECT wave_id, stage, n FROM wave_counts
            UNION ALL SELECT wave_id, 'queued', -1 FROM invitations WHERE status <> 'skipped'
            ${['sent', 'delivered', 'opened', 'started', 'completed']
              .map(
                (stage) =>
                  `UNION ALL SELECT wave_id, '${stage}', -1 FROM invitations WHERE ${stage}_at IS NOT NULL`,
              )
              .join(' ')}
            UNION ALL SELECT wave_id, status, -1 FROM invitations WHERE status IN ('bounced', 'expired', 'skipped'))
          GROUP BY wave_id, stage HAVING sum(n) <> 0`,
  },
  {
    name: 'the ledger adds up to zero',
    sql: `SELECT transaction_id FROM ledger_entries GROUP BY transaction_id, currency HAVING sum(amount_minor) <> 0`,
  },
  {
    name: 'balances of the ledger',
    sql: `SELECT account, currency FROM (
            SELECT account, currency, balance_minor AS minor FROM ledger_balances
            UNION ALL SELECT account, currency, -amount_minor FROM ledger_entries)
          GROUP BY account, currency HAVING sum(minor) <> 0`,
  },
  {
    name: 'last orders of customers',
    sql: `SELECT c.id FROM customers c WHERE c.last_order_on IS NOT
          (SELECT max(ordered_on) FROM orders o WHERE o.customer_id = c.id AND o.kind = 'order')`,
  },
];
