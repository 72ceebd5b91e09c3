import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { packedRows } from '#db/packed-rows.ts';
import { sameEmail, samePhone } from '#db/same-contact.ts';
import { cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { responses } from '#db/schema/responses.ts';
import { shortestContact } from '#server/listen/guard-facts.ts';
import { lastLaterAnswer, laterAnswers, type LaterAnswer } from './later-answers.ts';

/** So many are read at a time as takes some ten milliseconds, so that whoever answers meanwhile does not wait. */
const rowsAtOnce = 250;

const text = (column: string) => sql<string | null>`${sql.raw(column)}`;

const stored = packedRows({
  case: {
    id: cases.id,
    openedAt: cases.openedAt,
    fromAddress: cases.fromAddress,
    fromDevice: cases.fromDevice,
    refusal: sql<string | null>`(SELECT value ->> 'code' FROM json_each(${cases.why})
      WHERE value ->> 'code' LIKE 'no-compensation-%' LIMIT 1)`,
    /** The answer that the case's reasons tell of. */
    toldOf: sql<string>`iif(${cases.reopenings} = 0, ${cases.responseId},
      coalesce(${lastLaterAnswer}, ${cases.responseId}))`,
  },
  response: {
    id: responses.id,
    customerId: sql<string>`${cases.customerId}`,
    programId: responses.programId,
    orderId: responses.orderId,
    tier: responses.tier,
    department: responses.department,
    answeredAt: responses.answeredAt,
    nps: responses.nps,
    csat: responses.csat,
    /** As stated, in their order: an answer's are written in it. */
    stated: sql<
      string | null
    >`(SELECT group_concat(category || coalesce('/' || nullif(detail, ''), ''), ' ') FROM (
      SELECT category, detail FROM reasons WHERE response_id = ${responses.id} AND status = 'stated' ORDER BY rowid))`,
    isProposed: sql<number>`EXISTS (SELECT 1 FROM grants g WHERE g.case_id = ${cases.id}
      AND g.response_id = ${responses.id} AND g.role = 'compensation' AND g.proposed_by IS NULL)`,
    /** What it counts as in the figures. */
    fact: sql<string | null>`(SELECT said FROM response_facts WHERE response_id = ${responses.id}
      ORDER BY seq DESC LIMIT 1)`,
  },
  customer: {
    name: customers.name,
    email: text(
      `iif(length(${sameEmail('customers.')}) >= ${shortestContact}, ${sameEmail('customers.')}, NULL)`,
    ),
    phone: text(
      `iif(length(${samePhone('customers.')}) >= ${shortestContact}, ${samePhone('customers.')}, NULL)`,
    ),
  },
});

type Row = ReturnType<typeof stored.unpack>[number];
/** An answer that opened a case, or opened it again, and when it did. */
export type StoredAnswer = Row & { at: Date };

/** Every answer of a case since then, in the order of time, some at a time. */
export async function* storedAnswers(db: Database, since: Date): AsyncGenerator<StoredAnswer[]> {
  const later = await laterAnswers(db, since);
  let next = 0;
  for await (const opened of openedSince(db, since)) {
    const until = opened.at(-1)?.at ?? since;
    const from = next;
    while ((later[next]?.at ?? until.getTime() + 1) <= until.getTime()) next++;
    const again = await readLater(db, later.slice(from, next));
    yield* some([...opened, ...again].sort(byTime));
  }
  yield* some(await readLater(db, later.slice(next)));
}

const byTime = (a: StoredAnswer, b: StoredAnswer): number => a.at.getTime() - b.at.getTime();

function* some(answers: StoredAnswer[]): Generator<StoredAnswer[]> {
  for (let from = 0; from < answers.length; from += rowsAtOnce) yield answers.slice(from, from + rowsAtOnce);
}

/** The answers that opened cases: cases are numbered as they come. */
async function* openedSince(db: Database, since: Date): AsyncGenerator<StoredAnswer[]> {
  let after = newId({ now: () => since, random: (bytes) => new Uint8Array(bytes) });
  for (let isMore = true; isMore;) {
    const [page] = await db.all<{ rows: string; last: string | null; n: number }>(pageAfter(after));
    const found = stored.unpack(page?.rows ?? '[]').map((row) => ({ ...row, at: row.case.openedAt }));
    const those = found.filter(({ at }) => at >= since).sort(byTime);
    if (those.length > 0) yield those;
    after = page?.last ?? after;
    isMore = page?.n === rowsAtOnce;
    await nextTurn();
  }
}

async function readLater(db: Database, later: LaterAnswer[]): Promise<StoredAnswer[]> {
  const read: StoredAnswer[] = [];
  for (let from = 0; from < later.length; from += rowsAtOnce) {
    const times = new Map(later.slice(from, from + rowsAtOnce).map(({ id, at }) => [id, at]));
    const [page] = await db.all<{ rows: string }>(ofLater([...times.keys()]));
    for (const row of stored.unpack(page?.rows ?? '[]')) {
      // Where an answer that opened a case again came from is not kept.
      const nowhere = { ...row.case, fromAddress: null, fromDevice: null };
      read.push({ ...row, case: nowhere, at: new Date(times.get(row.response.id) ?? 0) });
    }
    await nextTurn();
  }
  return read.sort(byTime);
}

const pageAfter = (after: string): SQL => sql`
  SELECT ${stored.rows} AS rows, max(${cases.id}) AS last, count(*) AS n
  FROM (SELECT * FROM ${cases} WHERE ${cases.id} > ${after} ORDER BY ${cases.id} LIMIT ${rowsAtOnce}) AS cases
  JOIN ${responses} ON ${responses.id} = ${cases.responseId}
  JOIN ${customers} ON ${customers.id} = ${cases.customerId}`;

const ofLater = (ids: string[]): SQL => sql`
  SELECT ${stored.rows} AS rows FROM json_each(${JSON.stringify(ids)}) AS asked
  JOIN case_answers ON case_answers.response_id = asked.value
  JOIN ${cases} ON ${cases.id} = case_answers.case_id
  JOIN ${responses} ON ${responses.id} = asked.value
  JOIN ${customers} ON ${customers.id} = ${cases.customerId}`;
