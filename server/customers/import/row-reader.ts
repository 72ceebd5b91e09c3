import type { Columns } from './column-map.ts';
import type { CsvRow } from './csv-rows.ts';
import type { ImportProblem, Problem, Reading } from './problem.ts';

/** One row's fields, by name. What cannot be used is noted as a problem with its place. */
export interface RowReader {
  line: number;
  /** `undefined` when the field is not mapped, `null` when its cell is empty or cannot be used. */
  take<T>(field: string, reader: (text: string) => Reading<T>): T | null | undefined;
  /** As `take`, and an empty cell is a problem. */
  must<T>(field: string, reader: (text: string) => Reading<T>): T | null;
  report(field: string, problem: Problem): void;
  /** The problem with its place in the file. */
  place(field: string, problem: Problem): ImportProblem;
  /** The columns kept as they are, without their `attributes.` prefix. */
  attributes(): Record<string, string>;
}

const attributePrefix = 'attributes.';

export function isAttribute(field: string): boolean {
  return field.startsWith(attributePrefix) && field.length > attributePrefix.length;
}

export function rowReader(row: CsvRow, columns: Columns, problems: ImportProblem[]): RowReader {
  const texts = new Map(Object.entries(columns.constants));
  for (const { field, index } of columns.fields) texts.set(field, row.cells[index] ?? '');
  const reader: RowReader = {
    line: row.line,
    take: (field, read) => {
      const text = texts.get(field);
      if (text === undefined) return undefined;
      if (text === '') return null;
      const reading = read(text);
      if (reading.ok) return reading.value;
      reader.report(field, reading.problem);
      return null;
    },
    must: (field, read) => {
      const before = problems.length;
      const value = reader.take(field, read) ?? null;
      if (value === null && problems.length === before) {
        reader.report(field, { code: 'value-missing', facts: {} });
      }
      return value;
    },
    report: (field, problem) => void problems.push(reader.place(field, problem)),
    place: (field, problem) => ({
      ...problem,
      line: row.line,
      column: columns.fields.find((one) => one.field === field)?.header ?? null,
      field,
    }),
    attributes: () =>
      Object.fromEntries(
        [...texts]
          .filter(([field]) => isAttribute(field))
          .map(([f, text]) => [f.slice(attributePrefix.length), text]),
      ),
  };
  return reader;
}
