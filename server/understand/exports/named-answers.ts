import { and, eq, gte, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { responses } from '#db/schema/responses.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { noProgram } from '#server/listen/no-slice.ts';
import { ofCustomers, type Slice } from '../slice.ts';
import { namedBy, theMergers } from '../mergers.ts';
import { answerRow, hasNamed, shownRow, type AnswerRow, type ReadAnswer } from './answer-row.ts';
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
    const read: (Place & ReadAnswer)[] = await answersAfter(deps.db, slice, after);
    yield read
      .map((answer) => shownRow(answerRow(answer, timeZone), mergers))
      .filter((answer) => hasNamed(answer, asked));
    after = read.length === batchRows ? (read.at(-1) ?? null) : null;
    await giveWay(deps);
  } while (after !== null);
}

/** Where a batch ended. */
interface Place {
  month: string;
  answeredAt: Date;
  row: number;
}

const row = sql<number>`responses.rowid`.mapWith(Number);

function answersAfter(db: Database, slice: Slice, after: Place | null) {
  const { month, answeredAt, programId, tier, department, accountManager, locale } = responses;
  const { importKey, verbatim, customerId } = responses;
  return db
    .select({
      row,
      month,
      answeredAt,
      importKey,
      programId,
      externalId: customers.externalId,
      name: customers.name,
      tier,
      department,
      manager: accountManager,
      language: locale,
      words: verbatim,
      caseStatus: cases.status,
      said: standing,
    })
    .from(responses)
    .leftJoin(customers, eq(customers.id, customerId))
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .where(and(...within(slice), after ? comesAfter(after) : lte(month, slice.to)))
    .orderBy(sql`${month} DESC, ${answeredAt} DESC, responses.rowid DESC`)
    .limit(batchRows);
}

const standing = sql<string | null>`(SELECT said FROM response_facts
  WHERE response_id = ${responses.id} ORDER BY seq DESC LIMIT 1)`;

function within({ from, program, tier, department, manager, language }: Slice): (SQL | undefined)[] {
  const { month, status, programId } = responses;
  const isOf = program === noProgram ? isNull(programId) : program && eq(programId, program);
  return [
    eq(status, 'complete'),
    gte(month, from),
    // Only answers with a name: those without have an export of their own, whatever program is asked for.
    ofCustomers(programId),
    isOf || undefined,
    tier && eq(responses.tier, tier),
    department === undefined ? undefined : eq(responses.department, department),
    manager === undefined ? undefined : eq(responses.accountManager, manager),
    language === undefined ? undefined : eq(responses.locale, language),
  ];
}

// Nothing else says where to end, or the index would be read from the last month each time.
function comesAfter({ month, answeredAt, row }: Place): SQL {
  return sql`(${responses.month}, ${responses.answeredAt}, responses.rowid) < (${month}, ${answeredAt.getTime()}, ${row})`;
}
