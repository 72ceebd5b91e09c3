import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { caseAnswers, cases } from '#db/schema/cases.ts';

/** What the customer said last: the answer that opened the case, or the one that opened it again. */
export const latestAnswer = sql<string>`coalesce(
  (SELECT ${caseAnswers.responseId} FROM ${caseAnswers} WHERE ${caseAnswers.caseId} = ${cases.id}
    ORDER BY ${caseAnswers.at} DESC LIMIT 1), ${cases.responseId})`;

export async function answerOfCase(db: Database, caseId: string): Promise<string | null> {
  const [row] = await db.select({ id: latestAnswer }).from(cases).where(eq(cases.id, caseId));
  return row?.id ?? null;
}
