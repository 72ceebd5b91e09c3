import { and, inArray, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { responses } from '#db/schema/responses.ts';
import type { Deps } from '#server/deps.ts';
import { writePlace, type Place } from '../place.ts';
import { listed } from './listed.ts';
import { isHiddenGroup } from './hidden-group.ts';
import type { VoicesQuestion } from './question.ts';
import { pageSize, voiceRows, type VoiceRow } from './voice-rows.ts';
import { waitingIn } from './queue.ts';
import { wholeVoices } from './whole-voices.ts';

/** A page of what people said, newest first. */
export async function listVoices(
  { db }: Pick<Deps, 'db'>,
  question: VoicesQuestion & { after?: Place | null | undefined },
) {
  if (await isHiddenGroup(db, question)) return { voices: [], next: null, waiting: await waitingIn(db, {}) };
  const rows = await newest(db, question);
  const last = rows[pageSize - 1];
  return {
    voices: await wholeVoices(db, rows.slice(0, pageSize)),
    next:
      rows.length > pageSize && last
        ? writePlace({ month: last.month, at: last.at, id: last.responseId })
        : null,
    waiting: await waitingIn(db, {}),
  };
}

/** First the page, by nothing but the answers and the index of their months; then who and what belongs to it. */
async function newest(db: Database, question: Parameters<typeof listVoices>[1]): Promise<VoiceRow[]> {
  const { where, isLed } = await listed(db, question, { wanted: pageSize + 1 });
  const walked = isLed ? sql`` : sql`INDEXED BY responses_month`;
  const { month, answeredAt, id } = responses;
  const page = await db.all<{ id: string }>(sql`SELECT ${id} AS id FROM ${responses} ${walked}
    WHERE ${and(where, question.after ? comesAfter(question.after, isLed) : undefined)}
    ORDER BY ${month} DESC, ${answeredAt} DESC, ${id} DESC LIMIT ${pageSize + 1}`);
  const ids = page.map((row) => row.id);
  const rows = await voiceRows(db).where(inArray(id, ids));
  const byId = new Map(rows.map((row) => [row.responseId, row]));
  return ids.flatMap((one) => byId.get(one) ?? []);
}

function comesAfter({ month, at, id }: Place, isLed: boolean): SQL {
  const column = isLed ? sql`+${responses.month}` : sql`${responses.month}`;
  return sql`(${column}, ${responses.answeredAt}, ${responses.id}) < (${month}, ${at.getTime()}, ${id})`;
}
