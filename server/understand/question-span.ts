import type { Database } from '#db/client.ts';
import { monthPlus, monthsBetween, type Month } from './calendar-month.ts';
import { knownMonths } from './metrics.ts';
import type { Narrowing } from './slice.ts';

export type SpanQuestion = Narrowing & { from?: Month | undefined; to?: Month | undefined };

const usualMonths = 12;

/** The months a page is about: those asked for, or the last twelve; null where nothing was heard yet. */
export async function spanOf(
  db: Database,
  question: SpanQuestion,
): Promise<{ from: Month; to: Month } | null> {
  const to = question.to ?? (await knownMonths(db))[0];
  if (to === undefined) return null;
  const from = question.from && question.from <= to ? question.from : monthPlus(to, 1 - usualMonths);
  return { from: monthsBetween(from, to)[0] ?? from, to };
}

/** The span of the same length that ends where this one begins. */
export function spanBefore({ from, to }: { from: Month; to: Month }): { from: Month; to: Month } {
  const length = monthsBetween(from, to).length;
  return { from: monthPlus(from, -length), to: monthPlus(from, -1) };
}
