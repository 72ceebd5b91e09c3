import { and, inArray, eq, sql, type SQL } from 'drizzle-orm';
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
export const countedWaiting = 1000;

/** So many of the least sure are looked at before all are. */
const firstLooked = 3000;

const waitingStates = ['inferred', 'unsorted'] as const;
/** Where the reader gave no figure, it was the least sure. */
const confidence = sql<number>`coalesce(${readings.confidence}, -1)`;

type Question = VoicesQuestion & { after?: QueuePlace | null | undefined };

/** A page of the answers a person should look at, those first whose reading is the least sure. */
export async function reviewQueue({ db }: Pick<Deps, 'db'>, question: Question) {
  const places = await leastSure(db, question);
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
export async function waitingIn(db: Database, question: VoicesQuestion): Promise<number> {
  const found = await listed(db, withoutState(question));
  return countUpTo(db, sql`SELECT 1 ${waitingAmong(found)} AND ${isWaiting(question)}`, countedWaiting);
}

/**
 * Most questions are answered among those of whom the reader was least sure of all. Sorting every waiting answer with
 * all that narrows it takes ten times as long over a million.
 */
async function leastSure(db: Database, question: Question): Promise<QueuePlace[]> {
  const { after } = question;
  const found = await listed(db, withoutState(question));
  const place = sql`${confidence} AS confidence, ${readings.responseId} AS id`;
  const next = and(
    isWaiting(question),
    after ? sql`(${confidence}, ${readings.responseId}) > (${after.confidence}, ${after.id})` : undefined,
  );
  const page = sql`ORDER BY 1, 2 LIMIT ${pageSize + 1}`;
  const first = sql`${readings.responseId} IN (SELECT response_id FROM ${readings} WHERE ${next}
    ORDER BY ${confidence}, response_id LIMIT ${firstLooked})`;
  if (!found.isLed) {
    const few = await db.all<QueuePlace>(sql`SELECT ${place} ${waitingAmong(found)} AND ${first} ${page}`);
    if (few.length > pageSize) return few;
  }
  return db.all<QueuePlace>(sql`SELECT ${place} ${waitingAmong(found)} AND ${next} ${page}`);
}

const withoutState = (question: VoicesQuestion): VoicesQuestion => ({ ...question, state: undefined });

function isWaiting({ state }: VoicesQuestion): SQL {
  const asked = waitingStates.filter((one) => state === undefined || one === state);
  return asked.length > 0 ? inArray(readings.state, asked) : sql`0`;
}

const waitingAmong = ({ where, isLed }: Listed): SQL =>
  isLed
    ? sql`FROM ${responses} CROSS JOIN ${readings} ON ${eq(readings.responseId, responses.id)} WHERE ${where}`
    : sql`FROM ${readings} CROSS JOIN ${responses} ON ${eq(responses.id, readings.responseId)} WHERE ${where}`;
