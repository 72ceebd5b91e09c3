import type { Tx } from '#db/client.ts';
import { counter } from '#db/counter.ts';
import { reasonRollup, scoreRollup, segmentRollup } from '#db/schema/responses.ts';
import { noProgram, noTier } from './no-slice.ts';

const scores = counter(scoreRollup, 'n');
const reasons = counter(reasonRollup, 'n', 'monthlyMinor');
const segments = counter(segmentRollup, 'n');

interface Slice {
  month: string;
  programId: string | null;
  tier: string | null;
}

export interface RolledResponse extends Slice {
  scores: { measure: string; value: string | number }[];
  reasons: { category: string; detail: string }[];
  /** The customer's monthly revenue: what is at risk when she is unhappy. */
  monthlyMinor: number;
  currency: string;
}

export interface RolledDeparture {
  month: string;
  tier: string | null;
  category: string;
  detail: string;
  monthlyMinor: number;
  currency: string;
}

/** Adds one response to every figure it counts in, in its own transaction, or takes it back with `sign` -1. */
export function rollUpResponse(tx: Tx, response: RolledResponse, sign: 1 | -1 = 1): void {
  const { month, currency } = response;
  const { programId, tier } = sliceOf(response);
  for (const { measure, value } of response.scores)
    tx.count(scores({ month, programId, tier, measure, value: String(value), n: sign }));
  const monthlyMinor = sign * response.monthlyMinor;
  const source = 'response';
  for (const { category, detail } of countedReasons(response.reasons))
    tx.count(reasons({ source, month, programId, tier, category, detail, currency, monthlyMinor, n: sign }));
  tx.count(segments({ month, programId, tier, segment: segmentOf(response.reasons), n: sign }));
}

/** Adds one departure, or takes it back with `sign` -1 when its reason or date is corrected. */
export function rollUpDeparture(tx: Tx, departure: RolledDeparture, sign: 1 | -1 = 1): void {
  const { month, currency } = departure;
  const slice = sliceOf({ month, programId: null, tier: departure.tier });
  const monthlyMinor = sign * departure.monthlyMinor;
  for (const counted of countedReasons([departure]))
    tx.count(reasons({ source: 'departure', month, ...slice, ...counted, currency, monthlyMinor, n: sign }));
}

/**
 * Where a set of reasons counts: everyone once under `all`, each category once (detail empty) however many of its
 * details were named, and each detail once.
 */
export function countedReasons(
  named: { category: string; detail: string }[],
): { category: string; detail: string }[] {
  const counted = [{ category: 'all', detail: '' }];
  const count = (category: string, detail: string) => {
    if (!counted.some((one) => one.category === category && one.detail === detail))
      counted.push({ category, detail });
  };
  for (const { category } of named) count(category, '');
  for (const { category, detail } of named) count(category, detail);
  return counted;
}

/** The exact set of categories named, such as `price+service`; `none` when nothing was. */
export function segmentOf(named: { category: string }[]): string {
  return [...new Set(named.map(({ category }) => category))].sort().join('+') || 'none';
}

function sliceOf({ programId, tier }: Slice) {
  return { programId: programId ?? noProgram, tier: tier ?? noTier };
}
