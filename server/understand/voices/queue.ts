import { and, inArray, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { responses } from '#db/schema/responses.ts';
import { readings } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { heardFrom } from './filter.ts';
import { countUpTo } from './listed.ts';
import { writeQueuePlace, type QueuePlace } from './queue-place.ts';
import type { VoicesQuestion } from './question.ts';
import { traitsOf } from './trait.ts';
import { pageSize, voiceRows } from './voice-rows.ts';
import { wholeVoices } from './whole-voices.ts';

/** Further the waiting are not counted: nobody reviews so many in a day. */
export const countedWaiting = 1000;

const waitingStates = ['inferred', 'unsorted'] as const;
/** Where the reader gave no figure, it was the least sure. */
const confidence = sql<number>`coalesce(${readings.confidence}, -1)`;

/** A page of the answers a person should look at, those first whose reading is the least sure. */
export async function reviewQueue(
  { db }: Pick<Deps, 'db'>,
  question: VoicesQuestion & { after?: QueuePlace | null | undefined },
) {
  const { after } = question;
  const places = await db.all<{ confidence: number; id: string }>(sql`
    SELECT ${confidence} AS confidence, ${readings.responseId} AS id ${waiting(question)}
      AND ${after ? sql`(${confidence}, ${readings.responseId}) > (${after.confidence}, ${after.id})` : sql`1`}
    ORDER BY 1, 2 LIMIT ${pageSize + 1}`);
  const ids = places.slice(0, pageSize).map(({ id }) => id);
  const rows = await voiceRows(db).where(inArray(responses.id, ids));
  const ordered = ids.flatMap((id) => rows.filter(({ responseId }) => responseId === id));
  const last = places[pageSize - 1];
  return {
    voices: await wholeVoices(db, ordered),
    next: places.length > pageSize && last ? writeQueuePlace(last) : null,
    waiting: await waitingIn(db, question),
  };
}

/** How many wait for a person, counted up to `countedWaiting`. */
export const waitingIn = (db: Database, question: VoicesQuestion): Promise<number> =>
  countUpTo(db, sql`SELECT 1 ${waiting(question)}`, countedWaiting);

function waiting(question: VoicesQuestion): SQL {
  const { state, ...narrowing } = question;
  const asked = waitingStates.filter((one) => state === undefined || one === state);
  const isWaiting = asked.length > 0 ? inArray(readings.state, asked) : sql`0`;
  const others = traitsOf(narrowing).map(({ holds }) => holds);
  return sql`FROM ${readings} CROSS JOIN ${responses} ON ${eq(responses.id, readings.responseId)}
    WHERE ${and(isWaiting, heardFrom(narrowing, true), ...others)}`;
}
