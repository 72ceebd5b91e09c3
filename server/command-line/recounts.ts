/** Queries whose rows differ from what they are made of, for what no room recounts itself; all should be empty. */
export const recounts: { name: string; sql: string }[] = [
  {
    name: 'funnels of waves',
    sql: `SELECT wave_id, stage FROM (
            SELECT wave_id, stage, n FROM wave_counts
              WHERE wave_id NOT IN (SELECT id FROM waves WHERE token_hash IS NOT NULL)
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
    name: 'last orders of customers',
    sql: `SELECT c.id FROM customers c WHERE c.last_order_on IS NOT
          (SELECT max(ordered_on) FROM orders o WHERE o.customer_id = c.id AND o.kind = 'order')`,
  },
];
