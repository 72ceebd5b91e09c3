import type { Language } from '#surveys/languages.ts';
import type { Cell } from './cell.ts';

/** What is exported, in whichever format: rows come in batches, each read when the one before has gone. */
export interface Table {
  /** As the sheet is called. */
  name: string;
  language: Language;
  header: string[];
  batches: AsyncIterable<Cell[][]>;
}

/** A column: how it is headed, and what stands in it. */
export interface Column<Row> {
  head: string;
  cell: (row: Row) => Cell;
}

export async function* cellsOf<Row>(
  columns: Column<Row>[],
  batches: AsyncIterable<Row[]>,
): AsyncGenerator<Cell[][]> {
  for await (const rows of batches) yield rows.map((row) => columns.map(({ cell }) => cell(row)));
}
