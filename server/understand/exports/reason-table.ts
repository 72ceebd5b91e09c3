import type { Deps } from '#server/deps.ts';
import type { Language } from '#surveys/languages.ts';
import type { ShownCount } from '../minimum-group.ts';
import { reasonsOf } from '../reasons.ts';
import { share, type Cell } from './cell.ts';
import type { ExportQuestion } from './export-question.ts';
import { major } from './money.ts';
import { reasonRows, type ReasonRow } from './reason-row.ts';
import { cellsOf, type Column, type Table } from './table.ts';
import { wordsOf, type Words } from './words.ts';

/** The figures of the page of reasons, as they stand there. */
export async function reasonTable(deps: Deps, question: ExportQuestion, language: Language): Promise<Table> {
  const words = await wordsOf(deps.db, language);
  const rows = reasonRows(await reasonsOf(deps, question));
  const currencies = Math.max(1, ...rows.map(({ money }) => money?.length ?? 0));
  const columns = reasonColumns(words, currencies);
  return {
    name: words.texts.sheet.reasons,
    language,
    header: columns.map(({ head }) => head),
    batches: cellsOf(columns, once(rows)),
  };
}

function reasonColumns(words: Words, currencies: number): Column<ReasonRow>[] {
  const { column } = words.texts;
  return [
    { head: column.from, cell: ({ from }) => from },
    { head: column.to, cell: ({ to }) => to },
    { head: column.category, cell: ({ category }) => words.reason({ category, detail: null }) },
    { head: column.detail, cell: (row) => (row.detail ? words.reason(row) : null) },
    { head: column.codes, cell: ({ category, detail }) => (detail ? `${category}/${detail}` : category) },
    { head: column.count, cell: ({ count }) => told(count, words) },
    { head: column.n, cell: ({ share: { n } }) => told(n, words) },
    { head: column.share, cell: (row) => share(row.share.value) },
    { head: column.low, cell: (row) => share(row.share.interval?.low ?? null) },
    { head: column.high, cell: (row) => share(row.share.interval?.high ?? null) },
    ...Array.from({ length: currencies }, (_, at) => moneyColumns(words, at)).flat(),
  ];
}

/** Currencies are never added up: each has an amount and a name of its own. */
function moneyColumns({ texts: { column } }: Words, at: number): Column<ReasonRow>[] {
  const number = at === 0 ? '' : ` ${at + 1}`;
  return [
    {
      head: column.money + number,
      cell: ({ money }) => {
        const sum = money?.[at];
        return sum ? major(sum) : null;
      },
    },
    { head: column.currency + number, cell: ({ money }) => money?.[at]?.currency ?? null },
  ];
}

const told = (count: ShownCount, { texts }: Words): Cell => (count === '<5' ? texts.tooFew : count);

async function* once<T>(rows: T[]): AsyncGenerator<T[]> {
  yield rows;
}
