import type { FactReason } from '#server/listen/response-fact.ts';

/** What a customer said first, and what she said when she was asked another way. */
export interface PoliteExcuse {
  first: FactReason[];
  later: FactReason[];
}

/**
 * The first reason given is often not the real one (R5): what the first question brought, where the last one that was
 * answered names other categories alone. Takes what was stated, by question that asks why, in their order.
 */
export function politeExcuse([first = [], ...others]: FactReason[][]): PoliteExcuse | null {
  const later = others.findLast((reasons) => reasons.length > 0);
  const said = new Set(first.map(({ category }) => category));
  if (first.length === 0 || !later || later.some(({ category }) => said.has(category))) return null;
  return { first, later };
}
