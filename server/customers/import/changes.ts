import { isDeepStrictEqual } from 'node:util';

/** The fields whose value differs from what is stored, or null when none does; `undefined` says nothing. */
export function changesOf<Row extends object>(
  before: Row,
  after: { [F in keyof Row]?: Row[F] | undefined },
): Partial<Row> | null {
  const changes: Partial<Row> = {};
  for (const field in after) {
    const value = after[field];
    if (value !== undefined && !isDeepStrictEqual(value, before[field])) changes[field] = value;
  }
  return Object.keys(changes).length > 0 ? changes : null;
}
