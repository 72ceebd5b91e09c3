import { and, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import type { Deps } from '#server/deps.ts';
import type { Language } from '#surveys/languages.ts';
import type { Month } from '../calendar-month.ts';
import type { Slice } from '../slice.ts';
import { namedBy, theMergers } from '../mergers.ts';
import { shownReason, type Named } from '../named.ts';
import { day } from './cell.ts';
import type { ExportQuestion } from './export-question.ts';
import { sliceOf } from './export-slice.ts';
import { major } from './money.ts';
import { giveWay } from './pace.ts';
import { cellsOf, type Column, type Table } from './table.ts';
import { wordsOf, type Words } from './words.ts';

const batchRows = 400;

/** Everybody who left in a slice, one a row, the latest first. */
export async function departureTable(
  deps: Deps,
  question: ExportQuestion,
  language: Language,
): Promise<Table> {
  const slice = await sliceOf(deps.db, question);
  const words = await wordsOf(deps.db, language);
  const columns = departureColumns(words);
  return {
    name: words.texts.sheet.departures,
    language,
    header: columns.map(({ head }) => head),
    batches: cellsOf(columns, leavers(deps, slice)),
  };
}

function departureColumns(words: Words): Column<Leaver>[] {
  const { column } = words.texts;
  return [
    { head: column.date, cell: ({ departedOn }) => day(departedOn) },
    { head: column.customerId, cell: ({ externalId }) => externalId },
    { head: column.customer, cell: ({ name }) => name },
    { head: column.tier, cell: ({ tier }) => words.tier(tier) },
    { head: column.department, cell: ({ department }) => words.department(department) },
    { head: column.manager, cell: ({ manager }) => manager },
    { head: column.category, cell: ({ category }) => words.reason({ category, detail: null }) },
    { head: column.detail, cell: (row) => (row.detail ? words.reason(row) : null) },
    { head: column.codes, cell: ({ category, detail }) => (detail ? `${category}/${detail}` : category) },
    { head: column.reasonText, cell: ({ reasonText }) => reasonText },
    {
      head: column.monthly,
      cell: ({ monthlyMinor: amountMinor, currency }) => major({ amountMinor, currency }),
    },
    { head: column.total, cell: ({ totalMinor: amountMinor, currency }) => major({ amountMinor, currency }) },
    { head: column.currency, cell: ({ currency }) => currency },
  ];
}

type Leaver = Awaited<ReturnType<typeof leaversAfter>>[number];

/** Where a batch ended. */
interface Place {
  departedOn: string;
  row: number;
}

async function* leavers(deps: Deps, slice: Slice): AsyncGenerator<Leaver[]> {
  const mergers = await theMergers(deps.db);
  const named = await namedBy(deps.db, slice.named);
  for (const month of await monthsWithLeavers(deps.db, slice)) {
    let after: Place | null = null;
    do {
      const read: Leaver[] = await leaversAfter(deps.db, { slice, named, month, after });
      yield read.map((leaver) => shownReason(leaver, mergers));
      after = read.length === batchRows ? (read.at(-1) ?? null) : null;
      await giveWay(deps);
    } while (after !== null);
  }
}

async function monthsWithLeavers(db: Database, { from, to }: Slice): Promise<Month[]> {
  const { month } = departures;
  const rows = await db
    .selectDistinct({ month })
    .from(departures)
    .where(and(gte(month, from), lte(month, to)));
  return rows
    .map((row) => row.month)
    .toSorted()
    .toReversed();
}

function leaversAfter(
  db: Database,
  {
    slice,
    named,
    month,
    after,
  }: { slice: Slice; named: Named | undefined; month: Month; after: Place | null },
) {
  const { departedOn, tier, department, accountManager, category, detail, reasonText, currency } = departures;
  return db
    .select({
      row: sql<number>`departures.rowid`.mapWith(Number),
      departedOn,
      externalId: customers.externalId,
      name: customers.name,
      tier,
      department,
      manager: accountManager,
      category,
      detail,
      reasonText,
      monthlyMinor: departures.monthlyRevenueMinor,
      totalMinor: departures.totalRevenueMinor,
      currency,
    })
    .from(departures)
    .innerJoin(customers, eq(customers.id, departures.customerId))
    .where(and(eq(departures.month, month), ...narrowed(slice, named), after ? comesAfter(after) : undefined))
    .orderBy(sql`${departedOn} DESC, departures.rowid DESC`)
    .limit(batchRows);
}

/** Departures have no program, no language and no second reason, so these do not narrow them. */
function narrowed({ tier, department, manager }: Slice, named: Named | undefined): (SQL | undefined)[] {
  return [
    tier && eq(departures.tier, tier),
    department === undefined ? undefined : eq(departures.department, department),
    manager === undefined ? undefined : eq(departures.accountManager, manager),
    named && eq(departures.category, named.category),
    named?.details ? inArray(departures.detail, named.details) : undefined,
  ];
}

function comesAfter({ departedOn, row }: Place): SQL {
  return sql`(${departures.departedOn}, departures.rowid) < (${departedOn}, ${row})`;
}
