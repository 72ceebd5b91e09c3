import { getTableColumns } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRows } from '#db/row-statements.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import type { Reason } from '#surveys/reasons.ts';
import type { Deps } from '../deps.ts';
import { factOf } from './response-fact.ts';
import { addFact } from './response-facts.ts';
import { rollUpResponse } from './roll-up.ts';

type Row = typeof responses.$inferInsert;
type ReasonRow = typeof reasons.$inferInsert;

export interface NewResponse {
  row: Row;
  /** Every measure answered, `nps`, `csat` and `ces` included. */
  scores: { measure: string; value: string | number }[];
  reasons: { category: ReasonRow['category']; detail: string; question: string | null }[];
  /** As the questions that ask why were answered, in their order; without them the reasons are those of one question. */
  whys?: Reason[][];
  /** What the customer brings a month, and in which currency: the money at risk. */
  monthlyMinor: number;
  currency: string;
}

/** What was kept of answers not yet sent gives way to those sent, its id too: nothing points to it. */
const inPlaceOfPartial = `ON CONFLICT (invitation_id) DO UPDATE SET ${Object.values(
  getTableColumns(responses),
)
  .map(({ name }) => `${name} = excluded.${name}`)
  .join()} WHERE responses.status = 'partial'`;

/** Writes a response with its stated reasons and counts it, in the caller's transaction. */
export function addResponse(deps: Deps, tx: Tx, response: NewResponse): void {
  const { db } = deps;
  const { row } = response;
  const statement = insertRows(db, responses, [row], inPlaceOfPartial);
  tx.must(statement, 'This invitation has been answered.');
  if (response.reasons.length > 0)
    tx.run(insertRows(db, reasons, statedRows(deps, response.row, response.reasons)));
  rollUpResponse(tx, {
    month: row.month,
    programId: row.programId ?? null,
    tier: row.tier ?? null,
    scores: response.scores,
    reasons: response.reasons,
    monthlyMinor: response.monthlyMinor,
    currency: response.currency,
  });
  // An answer without a name leaves no fact: the order of facts would tell when it was given.
  if (row.customerId) addFact(db, tx, row.id, factOf(response));
}

/** The reasons a response states, as rows. */
export function statedRows(
  deps: Deps,
  row: Pick<Row, 'id' | 'month' | 'answeredAt'>,
  stated: NewResponse['reasons'],
): ReasonRow[] {
  return stated.map(({ category, detail, question }) => ({
    id: newId(deps),
    responseId: row.id,
    category,
    detail,
    question,
    status: 'stated',
    month: row.month,
    at: row.answeredAt,
  }));
}
