import { write, type Database } from '#db/client.ts';

/**
 * What a large company has beside its answers, made from them by numbers that are the same in every run: a case for each
 * third detractor, compensation for four in ten of those, a reading of every text, the words' index, departures and orders.
 */
export async function manyConsequences(db: Database): Promise<void> {
  for (const sql of steps) await write(db, (tx) => tx.run({ sql, args: [] }));
}

const day = 86_400_000;
/** A number from 0 to 99 that an answer's row always has. */
const dice = (factor: number) => `((r.rowid * ${factor}) % 9973 % 100)`;

const steps = [
  `INSERT INTO competitors (id, name, aliases, created_at, updated_at)
   SELECT 'competitor-' || value, 'Rival ' || value, '[]', 0, 0 FROM json_each('[1,2,3,4,5,6,7,8]')`,
  `INSERT INTO readings (response_id, state, language, confidence, read_at)
   SELECT r.id, CASE WHEN ${dice(31)} < 45 THEN 'inferred' WHEN ${dice(31)} < 70 THEN 'no-reason'
     WHEN ${dice(31)} < 94 THEN 'unsorted' ELSE 'reviewed' END,
     r.locale, ((r.rowid * 7919) % 10007) / 10007.0, r.answered_at
   FROM responses r WHERE r.verbatim IS NOT NULL`,
  `INSERT INTO reasons (id, response_id, category, detail, status, competitor_id, month, at)
   SELECT 'read-' || r.id, r.id, 'competitor', 'better-offer', 'inferred', 'competitor-' || (1 + r.rowid % 8), r.month, r.answered_at
   FROM responses r WHERE r.verbatim IS NOT NULL AND ${dice(17)} < 3`,
  `INSERT INTO voices (response_id) SELECT id FROM responses WHERE verbatim IS NOT NULL`,
  `INSERT INTO voice_index (rowid, words) SELECT v.id, r.verbatim || CASE WHEN v.id % 400 = 0 THEN ' refund' ELSE '' END
   FROM voices v JOIN responses r ON r.id = v.response_id`,
  `INSERT INTO orders (id, external_id, customer_id, kind, amount_minor, currency, ordered_on, created_at, updated_at)
   SELECT 'order-' || c.rowid || '-' || turn.value, 'order-' || c.rowid || '-' || turn.value, c.id, 'order', 5000 + c.rowid % 9000,
     'SAR', date('2024-11-03', '+' || (turn.value * 150 + c.rowid % 140) || ' days'), 0, 0
   FROM customers c, json_each('[0,1,2,3]') turn`,
  `INSERT INTO departures (id, customer_id, departed_on, month, reason_text, category, tier, account_manager, department,
     monthly_revenue_minor, total_revenue_minor, currency, created_at, updated_at)
   SELECT 'departure-' || c.rowid, c.id, left_on, substr(left_on, 1, 7), '',
     CASE c.rowid % 4 WHEN 0 THEN 'price' WHEN 1 THEN 'service' WHEN 2 THEN 'competitor' ELSE 'other' END,
     c.tier, c.account_manager, c.department, c.monthly_revenue_minor, 100000, 'SAR', 0, 0
   FROM (SELECT rowid, *, date('2025-01-05', '+' || (rowid * 13 % 630) || ' days') AS left_on FROM customers WHERE rowid % 9 = 0) c`,
  `INSERT INTO cases (id, customer_id, response_id, status, score, score_measure, tier, category, why, opened_at,
     first_contact_due_at, resolution_due_at, contacted_at, resolved_at, outcome, root_cause)
   SELECT 'case-' || r.id, r.customer_id, r.id, 'resolved', r.nps, 'nps', r.tier, 'service', '[]', r.answered_at,
     r.answered_at + ${day}, r.answered_at + ${3 * day}, r.answered_at + ${day / 2}, r.answered_at + ${2 * day}, 'apologised', 'late'
   FROM responses r WHERE r.nps <= 6 AND ${dice(13)} < 33`,
  `INSERT INTO grants (id, customer_id, case_id, response_id, role, kind, amount_minor, currency, status, wrong, rule, why, proposed_at, issued_at)
   SELECT 'grant-' || r.id, r.customer_id, 'case-' || r.id, r.id, 'compensation', 'account-credit', 1000 + r.rowid % 4000, 'SAR',
     CASE WHEN ${dice(29)} < 80 THEN 'issued' WHEN ${dice(29)} < 92 THEN 'declined' ELSE 'proposed' END,
     'service/late-delivery', 'order-share-20', '[]', r.answered_at,
     CASE WHEN ${dice(29)} < 80 THEN r.answered_at + ${day} END
   FROM cases k JOIN responses r ON r.id = k.response_id WHERE ${dice(7)} < 40`,
];
