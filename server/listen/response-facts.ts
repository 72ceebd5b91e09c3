import { sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { factText, type ResponseFact } from './response-fact.ts';

/** The fact an answer counts by now: nothing after it has taken it back. */
export interface StandingFact {
  seq: number;
  responseId: string;
  /** As `factText` writes it. */
  said: string;
}

/** What stands of these answers; an answer without a name has none. */
export async function standingFacts(db: Database, responseIds: string[]): Promise<StandingFact[]> {
  return db.all<StandingFact>(sql`
    SELECT f.seq, f.response_id AS responseId, f.said FROM json_each(${JSON.stringify(responseIds)}) asked
    JOIN response_facts f
      ON f.seq = (SELECT max(seq) FROM response_facts latest WHERE latest.response_id = asked.value)
    WHERE f.sign = 1`);
}

/** Takes the standing fact back and says the new one; refused where another has come in between. */
export function replaceFact(
  tx: Tx,
  { standing, fact }: { standing: StandingFact; fact: ResponseFact },
): void {
  const { seq, responseId, said } = standing;
  tx.must(
    {
      sql: `INSERT INTO response_facts (response_id, sign, said) SELECT ?, -1, ?
            WHERE (SELECT max(seq) FROM response_facts WHERE response_id = ?) = ?`,
      args: [responseId, said, responseId, seq],
    },
    'What this answer counts as has just changed.',
  );
  tx.run({
    sql: 'INSERT INTO response_facts (response_id, sign, said) VALUES (?, 1, ?)',
    args: [responseId, factText(fact)],
  });
}
