import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { responses } from '#db/schema/responses.ts';
import { readings } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { countUpTo, listed, type Listed } from './listed.ts';
import { writeQueuePlace, type QueuePlace } from './queue-place.ts';
import type { VoicesQuestion } from './question.ts';
import { pageSize, voiceRows } from './voice-rows.ts';
import { wholeVoices } from './whole-voices.ts';

/** Further the waiting are not counted: nobody reviews so many in a day. */
export const countedWaiting = 200;

/** Where the reader gave no figure, it was the least sure. */
const confidence = sql<number>`coalesce(${readings.confidence}, -1)`;
// In the words of the index `readings_waiting`.
const waits = sql.raw(`readings.state IN ('inferred', 'unsorted')`);

type Question = VoicesQuestion & { after?: QueuePlace | null | undefined };

/** A page of the answers a person should look at, those first whose reading is the least sure. */
export async function reviewQueue({ db }: Pick<Deps, 'db'>, question: Question) {
  // The first page is among those that are counted: they are walked to once.
  const isFirst = !question.after;
  const places = await leastSure(db, question, isFirst ? countedWaiting : pageSize + 1);
  const ids = places.slice(0, pageSize).map(({ id }) => id);
  const rows = await voiceRows(db).where(inArray(responses.id, ids));
  const ordered = ids.flatMap((id) => rows.filter(({ responseId }) => responseId === id));
  const last = places[pageSize - 1];
  return {
    voices: await wholeVoices(db, ordered),
    next: places.length > pageSize && last ? writeQueuePlace(last) : null,
    waiting: isFirst ? places.length : await waitingIn(db, question),
  };
}

/** How many wait for a person, counted up to `countedWaiting`. */
export async function waitingIn(db: Database, question: VoicesQuestion): Promise<number> {
  const found = await waitingLike(db, question, countedWaiting);
  return countUpTo(db, sql`SELECT 1 ${waitingAmong(found)} AND ${isWaiting(question)}`, countedWaiting);
}

/** Walked to in the order of the index of those that wait, or found among the few that are led to. */
async function leastSure(db: Database, question: Question, limit: number): Promise<QueuePlace[]> {
  const { after } = question;
  const found = await waitingLike(db, question, limit);
  return db.all<QueuePlace>(sql`SELECT ${confidence} AS confidence, ${readings.responseId} AS id
    ${waitingAmong(found)} AND ${and(isWaiting(question), after ? comesAfter(after) : undefined)}
    ORDER BY ${readings.confidence}, ${readings.responseId} LIMIT ${limit}`);
}

/** In the order of the index, where those without a figure stand first. */
const comesAfter = ({ confidence: sure, id }: QueuePlace): SQL =>
  sure < 0
    ? sql`(${readings.confidence} IS NOT NULL OR ${readings.responseId} > ${id})`
    : sql`(${readings.confidence}, ${readings.responseId}) > (${sure}, ${id})`;

/** What is asked of the words is asked of the reading where that is enough, before its answer is gone to. */
const waitingLike = (db: Database, question: VoicesQuestion, wanted: number): Promise<Listed> =>
  listed(db, { ...question, state: undefined }, { wanted, id: sql`${readings.responseId}` });

// Nothing waits in another state; the index must be led to all the same.
const isWaiting = ({ state }: VoicesQuestion): SQL | undefined =>
  and(waits, state === undefined ? undefined : sql`${readings.state} = ${state}`);

const waitingAmong = ({ where, isLed }: Listed): SQL =>
  sql`FROM ${readings} INDEXED BY ${isLed ? sql`readings_queue` : sql`readings_waiting`} CROSS JOIN ${responses}
    ON ${eq(responses.id, readings.responseId)} WHERE ${where}`;
