import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { caseAnswers, cases } from '#db/schema/cases.ts';

/** An answer that opened a resolved case again, and when. */
export interface LaterAnswer {
  id: string;
  at: number;
}

const keysAtOnce = 2000;

// Asked after the case itself, she says whether it was put right, and nothing is decided on it.
const isAnswer = sql.raw(`NOT EXISTS (SELECT 1 FROM events e WHERE e.case_id = a.case_id
  AND e.kind = 'case-reopened' AND e.data ->> 'responseId' = a.response_id AND e.data ->> 'by' = 'follow-up')`);

/** Of a row of cases, the last answer that opened it again; null where none did. */
export const lastLaterAnswer = sql<string | null>`(SELECT a.response_id FROM ${caseAnswers} a
  WHERE a.case_id = ${cases.id} AND ${isAnswer} ORDER BY a.at DESC LIMIT 1)`;

/** All of them since then in the order of time. Keys alone: a corrected answer comes later than it is numbered. */
export async function laterAnswers(db: Database, since: Date): Promise<LaterAnswer[]> {
  const found: LaterAnswer[] = [];
  for (let after: string | null = ''; after !== null;) {
    const [page]: { rows: string; last: string | null }[] = await db.all(sql`
      SELECT json_group_array(json_array(id, at)) FILTER (WHERE is_asked) AS rows,
        iif(count(*) = ${keysAtOnce}, max(id), NULL) AS last
      FROM (SELECT a.response_id AS id, a.at, a.at >= ${since.getTime()} AND ${isAnswer} AS is_asked FROM ${caseAnswers} a
        WHERE a.response_id > ${after} ORDER BY a.response_id LIMIT ${keysAtOnce})`);
    const rows: [string, number][] = JSON.parse(page?.rows ?? '[]');
    found.push(...rows.map(([id, at]) => ({ id, at })));
    after = page?.last ?? null;
    await nextTurn();
  }
  return found.sort((a, b) => a.at - b.at);
}
