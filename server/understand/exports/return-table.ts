import type { Deps } from '#server/deps.ts';
import type { Language } from '#surveys/languages.ts';
import { withNames } from '../departures/departures.ts';
import { allReturners } from '../departures/returns.ts';
import { day } from './cell.ts';
import type { ExportQuestion } from './export-question.ts';
import { major } from './money.ts';
import { giveWay } from './pace.ts';
import { cellsOf, type Column, type Table } from './table.ts';
import { wordsOf, type Words } from './words.ts';

const batchRows = 400;

/** Everybody who came back of those that left in a span, one a row, the latest first. */
export async function returnTable(deps: Deps, question: ExportQuestion, language: Language): Promise<Table> {
  const words = await wordsOf(deps.db, language);
  const columns = returnColumns(words);
  return {
    name: words.texts.sheet.returns,
    language,
    header: columns.map(({ head }) => head),
    batches: cellsOf(columns, returners(deps, question)),
  };
}

type Returner = Awaited<
  ReturnType<typeof withNames<Awaited<ReturnType<typeof allReturners>>[number]>>
>[number];

function returnColumns(words: Words): Column<Returner>[] {
  const { column } = words.texts;
  return [
    { head: column.returned, cell: ({ returned }) => day(returned) },
    { head: column.left, cell: ({ left }) => day(left) },
    { head: column.days, cell: ({ days }) => days },
    { head: column.customerId, cell: ({ externalId }) => externalId },
    { head: column.customer, cell: ({ name }) => name },
    { head: column.tier, cell: ({ tier }) => words.tier(tier) },
    { head: column.category, cell: ({ category }) => category && words.reason({ category, detail: null }) },
    {
      head: column.yearly,
      cell: ({ yearlyMinor, currency }) => major({ amountMinor: yearlyMinor, currency }),
    },
    { head: column.currency, cell: ({ currency }) => currency },
  ];
}

async function* returners(deps: Deps, question: ExportQuestion): AsyncGenerator<Returner[]> {
  const all = await allReturners(deps, question);
  for (let from = 0; from < all.length; from += batchRows) {
    yield await withNames(deps.db, all.slice(from, from + batchRows));
    await giveWay(deps);
  }
}
