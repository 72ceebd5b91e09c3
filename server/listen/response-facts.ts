import { desc, eq, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { insertRow } from '#db/row-statements.ts';
import { responseFacts } from '#db/schema/understand.ts';
import { factText, type ResponseFact } from './response-fact.ts';

/** The fact of an answer that stands: the last one that was added for it. */
export interface StandingFact {
  seq: number;
  responseId: string;
  said: string;
}

/** Adds what a new answer counts as, in the transaction that keeps it. */
export function addFact(db: Database, tx: Tx, responseId: string, fact: ResponseFact): void {
  tx.run(insertRow(db, responseFacts, { responseId, sign: 1, said: factText(fact) }));
}

/** Takes back the fact that stands and adds another; refused when a third has come between. */
export function replaceFact(
  tx: Tx,
  { standing, fact }: { standing: StandingFact; fact: ResponseFact },
): void {
  const { seq, responseId, said } = standing;
  const text = factText(fact);
  if (text === said) return;
  tx.must(
    {
      sql: `INSERT INTO response_facts (response_id, sign, said) SELECT ?, -1, ?
        WHERE (SELECT max(seq) FROM response_facts WHERE response_id = ?) = ?`,
      args: [responseId, said, responseId, seq],
    },
    'This answer has just been changed by somebody else.',
  );
  tx.run({
    sql: 'INSERT INTO response_facts (response_id, sign, said) VALUES (?, 1, ?)',
    args: [responseId, text],
  });
}

export async function standingFact(db: Database, responseId: string): Promise<StandingFact | null> {
  const { seq, said } = responseFacts;
  const [last] = await db
    .select({ seq, responseId: responseFacts.responseId, said })
    .from(responseFacts)
    .where(eq(responseFacts.responseId, responseId))
    .orderBy(desc(seq))
    .limit(1);
  return last ?? null;
}

/** The facts that stand of these answers; an answer without a name has none. */
export function standingFacts(db: Database, responseIds: string[]): Promise<StandingFact[]> {
  return db.all<StandingFact>(sql`
    SELECT f.seq, f.response_id AS responseId, f.said FROM json_each(${JSON.stringify(responseIds)}) asked
    JOIN response_facts f
      ON f.seq = (SELECT max(seq) FROM response_facts latest WHERE latest.response_id = asked.value)
    WHERE f.sign = 1`);
}
