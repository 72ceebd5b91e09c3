import type { Columns } from './column-map.ts';
import type { CsvRow } from './csv-rows.ts';
import type { Importer } from './importer.ts';
import type { ImportProblem } from './problem.ts';
import { rowReader, type RowReader } from './row-reader.ts';
import { fingerprint, seenKeys } from './seen-keys.ts';

export interface ReadRow<Row> {
  row: Row;
  reader: RowReader;
}

export interface RowCounts {
  rows: number;
  repeated: number;
  refused: number;
}

interface Reading<Row> {
  importer: Importer<Row>;
  columns: Columns;
  width: number;
  counts: RowCounts;
  /** Gets every problem as it is met. */
  report: (problem: ImportProblem) => void;
}

const batchRows = 500;

/** The rows that pass the filters and can be used, in batches; each thing once, however often its row stands. */
export async function* readRows<Row>(
  rows: AsyncIterable<CsvRow>,
  reading: Reading<Row>,
): AsyncGenerator<ReadRow<Row>[]> {
  const { importer, columns, counts } = reading;
  const seen = seenKeys();
  let batch: ReadRow<Row>[] = [];
  for await (const csvRow of rows) {
    if (columns.filters.some(({ index, equals }) => csvRow.cells[index] !== equals)) continue;
    counts.rows++;
    const problems = widthProblems(csvRow, reading.width);
    const reader = rowReader(csvRow, columns, problems);
    const row = problems.length === 0 ? importer.read(reader) : null;
    if (row !== null && problems.length === 0) {
      const met = seen.meet(importer.keyOf(row), {
        line: csvRow.line,
        print: fingerprint(JSON.stringify(row)),
      });
      if (met === 'new') batch.push({ row, reader });
      else if (met === 'same') counts.repeated++;
      else reader.report(importer.fields[0] ?? '', { code: 'id-twice', facts: { otherLine: met.line } });
    }
    if (problems.length > 0) counts.refused++;
    for (const problem of problems) reading.report(problem);
    if (batch.length === batchRows) yield batch.splice(0);
  }
  if (batch.length > 0) yield batch;
}

function widthProblems({ cells, line }: CsvRow, width: number): ImportProblem[] {
  if (cells.length === width) return [];
  const isBlankTail = cells.length > width && cells.slice(width).every((cell) => cell === '');
  if (isBlankTail) return [];
  const code = cells.length < width ? 'row-too-short' : 'row-too-wide';
  return [{ code, facts: { cells: cells.length, headers: width }, line, column: null, field: null }];
}
