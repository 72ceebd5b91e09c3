import { eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { reasons } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { competitors, readings, voiceTags } from '#db/schema/understand.ts';
import { readFact } from '#server/listen/response-fact.ts';
import { politeExcuse } from './polite-excuse.ts';
import type { VoiceRow } from './voice-rows.ts';

export type Voice = Awaited<ReturnType<typeof wholeVoices>>[number];

/** Answers with all that is known of their words: what they were coded as and by whom, and their tags. */
export async function wholeVoices(db: Database, rows: VoiceRow[]) {
  const ids = rows.map(({ responseId }) => responseId);
  if (ids.length === 0) return [];
  const [named, read, tagged, stated] = await Promise.all([
    reasonsOf(db, ids),
    readingsOf(db, ids),
    tagsOf(db, ids),
    statedOf(db, ids),
  ]);
  return rows.map((row) => ({
    reasons: of(row, named),
    reading: of(row, read)[0] ?? null,
    tags: of(row, tagged).map(({ tag }) => tag),
    excuse: politeExcuse(stated.get(row.responseId) ?? []),
    ...row,
  }));
}

function of<T extends { responseId: string | null }>({ responseId }: VoiceRow, all: T[]) {
  return all
    .filter((one) => one.responseId === responseId)
    .map((one) => {
      const { responseId: _, ...own } = one;
      return own;
    });
}

const reasonsOf = (db: Database, ids: string[]) =>
  db
    .select({
      responseId: reasons.responseId,
      status: reasons.status,
      category: reasons.category,
      detail: reasons.detail,
      question: reasons.question,
      quote: reasons.quote,
      confidence: reasons.confidence,
      competitorId: reasons.competitorId,
      competitorName: competitors.name,
    })
    .from(reasons)
    .leftJoin(competitors, eq(competitors.id, reasons.competitorId))
    .where(inArray(reasons.responseId, ids))
    .orderBy(reasons.id);

const readingsOf = (db: Database, ids: string[]) =>
  db
    .select({
      responseId: readings.responseId,
      state: readings.state,
      confidence: readings.confidence,
      revision: readings.revision,
      reviewedAt: readings.reviewedAt,
      reviewedBy: staff.name,
    })
    .from(readings)
    .leftJoin(staff, eq(staff.id, readings.reviewedBy))
    .where(inArray(readings.responseId, ids));

const tagsOf = (db: Database, ids: string[]) =>
  db
    .select({ responseId: voiceTags.responseId, tag: voiceTags.tag })
    .from(voiceTags)
    .where(inArray(voiceTags.responseId, ids))
    .orderBy(voiceTags.at, voiceTags.id);

/** What was stated, question by question: rows of reasons do not tell what a measured question told beside. */
async function statedOf(db: Database, ids: string[]) {
  const facts = await db.all<{ responseId: string; said: string }>(sql`
    SELECT f.response_id AS responseId, f.said FROM json_each(${JSON.stringify(ids)}) AS asked
    JOIN response_facts AS f
      ON f.seq = (SELECT max(seq) FROM response_facts AS latest WHERE latest.response_id = asked.value)
    WHERE f.sign = 1`);
  return new Map(facts.map(({ responseId, said }) => [responseId, readFact(said).stated]));
}
