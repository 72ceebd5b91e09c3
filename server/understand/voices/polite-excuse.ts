import type { FactReason } from '#server/listen/response-fact.ts';

/** What a customer said first, and what she said when she was asked another way. */
export interface PoliteExcuse {
  first: FactReason[];
  later: FactReason[];
}

/**
 * The first reason given is often not the real one (R5): the first question's reasons, where a later question was
 * answered by other categories alone. Takes what was stated, by question in the order they were asked.
 */
export function politeExcuse([first, ...others]: FactReason[][]): PoliteExcuse | null {
  if (!first) return null;
  const said = new Set(first.map(({ category }) => category));
  const later = others.find((reasons) => reasons.every(({ category }) => !said.has(category)));
  return later ? { first, later } : null;
}
