import type { Problem } from './problem.ts';

/** What a person says about a file's columns. */
export interface Mapping {
  /** Field to column; `"Column[2]"` is the second of two equal headers. */
  map: Record<string, string>;
  /** Field to a constant. */
  set: Record<string, string>;
  /** Only rows in which each column has this text. */
  where: { column: string; equals: string }[];
}

export interface Columns {
  fields: { field: string; index: number; header: string }[];
  constants: Record<string, string>;
  filters: { index: number; equals: string }[];
  /** Headers that stand more than once, and where. */
  repeated: { header: string; columns: number[] }[];
}

export interface ColumnProblem extends Problem {
  field: string | null;
  column: string | null;
}

export interface FieldList {
  fields: readonly string[];
  required: readonly string[];
}

/** Finds every mapped column among the headers. A field that is not mapped takes the column that bears its own name. */
export function columnsOf(
  headers: string[],
  mapping: Mapping,
  { fields, required }: FieldList,
): { columns: Columns; problems: ColumnProblem[] } {
  const problems: ColumnProblem[] = [];
  const found = (column: string, field: string | null): number | null => {
    const match = findColumn(headers, column);
    if (typeof match === 'number') return match;
    problems.push({ ...match, field, column });
    return null;
  };
  const asked = { ...namedAlike(headers, fields, mapping), ...mapping.map };
  const mapped = Object.entries(asked).flatMap(([field, column]) => {
    const index = found(column, field);
    return index === null ? [] : [{ field, index, header: headers[index] ?? column }];
  });
  const filters = mapping.where.flatMap(({ column, equals }) => {
    const index = found(column, null);
    return index === null ? [] : [{ index, equals }];
  });
  for (const field of required) {
    if (field in asked || field in mapping.set) continue;
    problems.push({ code: 'field-unmapped', facts: { field }, field, column: null });
  }
  for (const field of Object.keys(mapping.map)) {
    if (!(field in mapping.set)) continue;
    problems.push({
      code: 'field-mapped-twice',
      facts: { field },
      field,
      column: mapping.map[field] ?? null,
    });
  }
  return {
    columns: { fields: mapped, constants: mapping.set, filters, repeated: repeatedHeaders(headers) },
    problems,
  };
}

/** The place of a column among the headers, or why there is no one such place. */
export function findColumn(headers: string[], column: string): number | Problem {
  const places = placesOf(headers, column);
  if (places.length === 1) return places[0] ?? 0;
  if (places.length > 1) {
    return {
      code: 'column-ambiguous',
      facts: { column, places: places.map((place) => place + 1).join(', '), example: `${column}[2]` },
    };
  }
  const [, base = '', number = ''] = /^(.*)\[(\d+)\]$/s.exec(column) ?? [];
  return placesOf(headers, base)[Number(number) - 1] ?? { code: 'column-missing', facts: { column } };
}

function placesOf(headers: string[], column: string): number[] {
  return headers.flatMap((header, index) => (header.trim() === column.trim() ? [index] : []));
}

function repeatedHeaders(headers: string[]): Columns['repeated'] {
  return [...new Set(headers)]
    .map((header) => ({ header, columns: placesOf(headers, header).map((index) => index + 1) }))
    .filter(({ columns }) => columns.length > 1);
}

function namedAlike(
  headers: string[],
  fields: readonly string[],
  { map, set }: Mapping,
): Record<string, string> {
  const free = fields.filter((field) => !(field in map) && !(field in set));
  return Object.fromEntries(free.filter((field) => placesOf(headers, field).length > 0).map((f) => [f, f]));
}
