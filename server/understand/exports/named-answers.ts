import { and, eq, gte, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { packedRows } from '#db/packed-rows.ts';
import { cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { responses } from '#db/schema/responses.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { noProgram } from '#server/listen/no-slice.ts';
import { ofCustomers, type Slice } from '../slice.ts';
import { namedBy, theMergers } from '../mergers.ts';
import { answerRow, hasNamed, shownRow, type AnswerRow } from './answer-row.ts';
import { giveWay } from './pace.ts';

/** The driver answers all at once, so a batch is what nobody notices waiting for. */
const batchRows = 400;

/** Answers of customers, newest first, in the order of an index, so that each batch begins where the last one ended. */
export async function* namedAnswers(deps: Deps, slice: Slice): AsyncGenerator<AnswerRow[]> {
  const { timeZone } = await theCompany(deps.db);
  const mergers = await theMergers(deps.db);
  const asked = { ...slice, named: await namedBy(deps.db, slice.named) };
  let after: Place | null = null;
  do {
    const read = await answersAfter(deps.db, slice, after);
    yield read
      .map(({ answer }) => shownRow(answerRow(answer, timeZone), mergers))
      .filter((answer) => hasNamed(answer, asked));
    after = read.length === batchRows ? (read.at(-1)?.place ?? null) : null;
    await giveWay(deps);
  } while (after !== null);
}

/** Where a batch ended. */
interface Place {
  month: string;
  answeredAt: Date;
  row: number;
}

const row = sql<number>`responses.rowid`;

const { month, answeredAt, programId, tier, department, accountManager, locale } = responses;

const standing = sql<string | null>`(SELECT said FROM response_facts
  WHERE response_id = ${responses.id} ORDER BY seq DESC LIMIT 1)`;

const packed = packedRows({
  place: { month, answeredAt, row },
  answer: {
    month,
    answeredAt,
    importKey: responses.importKey,
    programId,
    externalId: customers.externalId,
    name: customers.name,
    tier,
    department,
    manager: accountManager,
    language: locale,
    words: responses.verbatim,
    caseStatus: cases.status,
    said: standing,
  },
});

/** The numbers of a batch lead to its rows one after the other, so that they keep its order. */
async function answersAfter(db: Database, slice: Slice, after: Place | null) {
  const batch = db
    .select({ number: row.as('number') })
    .from(responses)
    .where(and(...within(slice), after ? comesAfter(after) : lte(month, slice.to)))
    .orderBy(sql`${month} DESC, ${answeredAt} DESC, responses.rowid DESC`)
    .limit(batchRows);
  const [read] = await db
    .select({ rows: packed.rows })
    .from(sql`(${batch}) AS batch`)
    .crossJoin(responses)
    .leftJoin(customers, eq(customers.id, responses.customerId))
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .where(eq(row, sql`batch.number`));
  return packed.unpack(read?.rows ?? '[]');
}

function within({ from, program, ...asked }: Slice): (SQL | undefined)[] {
  const isOf = program === noProgram ? isNull(programId) : program && eq(programId, program);
  return [
    eq(responses.status, 'complete'),
    gte(month, from),
    // Only answers with a name: those without have an export of their own, whatever program is asked for.
    ofCustomers(programId),
    isOf || undefined,
    asked.tier && eq(tier, asked.tier),
    asked.department === undefined ? undefined : eq(department, asked.department),
    asked.manager === undefined ? undefined : eq(accountManager, asked.manager),
    asked.language === undefined ? undefined : eq(locale, asked.language),
  ];
}

// Nothing else says where to end, or the index would be read from the last month each time.
function comesAfter(place: Place): SQL {
  return sql`(${month}, ${answeredAt}, ${row}) < (${place.month}, ${place.answeredAt.getTime()}, ${place.row})`;
}
