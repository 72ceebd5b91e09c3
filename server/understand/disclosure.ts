import type { Month } from './calendar-month.ts';
import { isTooFew, minimumAnswers } from './minimum-group.ts';

export interface Group {
  key: string;
  n: number;
}

/**
 * Groups of a whole that may not be told (design rule 4): those under the minimum, and where they are so few that the
 * whole less what is shown would tell of them, the smallest others too, until at least two with the minimum between them
 * are hidden (complementary suppression, Cox 1980). Groups of nobody hide nobody and are shown.
 */
export function hiddenGroups(groups: Group[]): Set<string> {
  const bySize = groups.filter(({ n }) => n > 0).toSorted((a, b) => a.n - b.n || (a.key < b.key ? -1 : 1));
  const hidden = bySize.filter(({ n }) => isTooFew(n));
  if (hidden.length === 0) return new Set();
  let sum = hidden.reduce((all, { n }) => all + n, 0);
  for (const next of bySize.slice(hidden.length)) {
    if (hidden.length > 1 && sum >= minimumAnswers) break;
    hidden.push(next);
    sum += next.n;
  }
  return new Set(hidden.map(({ key }) => key));
}

export interface TellableMonths {
  /** May be told by themselves. */
  alone: Set<Month>;
  /** Are in the total of a span that holds all of one of these. */
  together: Month[][];
}

/**
 * How the months of one slice may be told: each with enough answers alone; smaller ones in a row together, as soon as they
 * come to the minimum; what is left over in no figure. So every total is a sum of parts that may each be told, and no two
 * totals differ by fewer answers than the minimum.
 */
export function tellableMonths(months: { month: Month; n: number }[]): TellableMonths {
  const alone = new Set<Month>();
  const together: Month[][] = [];
  let waiting: { months: Month[]; n: number } = { months: [], n: 0 };
  for (const { month, n } of months.toSorted((a, b) => (a.month < b.month ? -1 : 1))) {
    if (n >= minimumAnswers || n <= 0) {
      alone.add(month);
      together.push([month]);
      if (n > 0) waiting = { months: [], n: 0 };
      continue;
    }
    waiting = { months: [...waiting.months, month], n: waiting.n + n };
    if (waiting.n < minimumAnswers) continue;
    together.push(waiting.months);
    waiting = { months: [], n: 0 };
  }
  return { alone, together };
}

/** The months of a span that its total may be made of. */
export function monthsInTotal({ together }: TellableMonths, from: Month, to: Month): Month[] {
  return together.filter((months) => months.every((month) => month >= from && month <= to)).flat();
}
