import { hiddenGroups } from '../disclosure.ts';
import { minimumAnswers, type ShownCount } from '../minimum-group.ts';
import type { Money } from '../reason-share.ts';

/** What one customer paid is hers: among fewer than five, a sum comes near to telling it. */
export function ofMany<T extends Money[] | null>(count: ShownCount, money: T): T | [] {
  return typeof count === 'number' && count < minimumAnswers ? [] : money;
}

/** Parts of one sum: those of few have no money, nor have others that the sum less what is shown would tell of. */
export function ofManyEach<Row>(
  rows: Row[],
  { key, n, without }: { key: (row: Row) => string; n: (row: Row) => number; without: (row: Row) => Row },
): Row[] {
  const hidden = hiddenGroups(rows.map((row) => ({ key: key(row), n: n(row) })));
  return rows.map((row) => (hidden.has(key(row)) ? without(row) : row));
}
