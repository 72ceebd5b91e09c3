import { and, desc, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { responses } from '#db/schema/responses.ts';
import type { Deps } from '#server/deps.ts';
import { writePlace, type Place } from '../place.ts';
import { listed } from './listed.ts';
import { isHiddenGroup } from './hidden-group.ts';
import type { VoicesQuestion } from './question.ts';
import { pageSize, voiceRows } from './voice-rows.ts';
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

async function newest(db: Database, question: Parameters<typeof listVoices>[1]) {
  const { where, isLed } = await listed(db, question);
  const { month, answeredAt, id } = responses;
  return voiceRows(db)
    .where(and(where, question.after ? comesAfter(question.after, isLed) : undefined))
    .orderBy(desc(month), desc(answeredAt), desc(id))
    .limit(pageSize + 1);
}

function comesAfter({ month, at, id }: Place, isLed: boolean): SQL {
  const column = isLed ? sql`+${responses.month}` : sql`${responses.month}`;
  return sql`(${column}, ${responses.answeredAt}, ${responses.id}) < (${month}, ${at.getTime()}, ${id})`;
}
