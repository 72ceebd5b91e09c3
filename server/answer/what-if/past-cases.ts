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

/** So many are read at a time as takes some ten milliseconds, so that whoever answers meanwhile does not wait. */
const rowsAtOnce = 250;

const text = (column: string) => sql<string | null>`${sql.raw(column)}`;

const stored = packedRows({
  case: {
    id: cases.id,
    customerId: cases.customerId,
    responseId: cases.responseId,
    openedAt: cases.openedAt,
    score: cases.score,
    measure: cases.scoreMeasure,
    category: cases.category,
    detail: cases.detail,
    fromAddress: cases.fromAddress,
    fromDevice: cases.fromDevice,
    first: sql<string | null>`json_extract(${cases.why}, '$[0].code')`,
    refusal: sql<string | null>`(SELECT value ->> 'code' FROM json_each(${cases.why})
      WHERE value ->> 'code' LIKE 'no-compensation-%' LIMIT 1)`,
  },
  response: {
    programId: responses.programId,
    orderId: responses.orderId,
    tier: responses.tier,
    department: responses.department,
    answeredAt: responses.answeredAt,
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

export type StoredCase = ReturnType<typeof stored.unpack>[number];

/** Every case since then, with its answer and customer, some at a time: they are numbered as they come. */
export async function* storedCases(db: Database, since: Date): AsyncGenerator<StoredCase[]> {
  let after = newId({ now: () => since, random: (bytes) => new Uint8Array(bytes) });
  for (let isMore = true; isMore;) {
    const [page] = await db.all<{ rows: string; last: string | null; n: number }>(pageAfter(after));
    const found = stored.unpack(page?.rows ?? '[]').filter((one) => one.case.openedAt >= since);
    if (found.length > 0) yield found;
    after = page?.last ?? after;
    isMore = page?.n === rowsAtOnce;
    await nextTurn();
  }
}

const pageAfter = (after: string): SQL => sql`
  SELECT ${stored.rows} AS rows, max(${cases.id}) AS last, count(*) AS n
  FROM (SELECT * FROM ${cases} WHERE ${cases.id} > ${after} ORDER BY ${cases.id} LIMIT ${rowsAtOnce}) AS cases
  JOIN ${responses} ON ${responses.id} = ${cases.responseId}
  JOIN ${customers} ON ${customers.id} = ${cases.customerId}`;
