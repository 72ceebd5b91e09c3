import type { Database, Tx } from '#db/client.ts';
import { insertRows } from '#db/row-statements.ts';
import { reasonRollup, scoreRollup, segmentRollup } from '#db/schema/responses.ts';

/** Stands where a response has no program (imported answers) or a customer no tier yet. */
export const noProgram = 'imported';
export const noTier = 'none';

/** A figure that is there already grows. */
const addedUp = 'ON CONFLICT DO UPDATE SET n = n + excluded.n';

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
export function rollUpResponse(db: Database, tx: Tx, response: RolledResponse, sign: 1 | -1 = 1): void {
  addScores(db, tx, response, sign);
  const monthlyMinor = sign * response.monthlyMinor;
  addReasons(
    db,
    tx,
    countedReasons(response.reasons).map((counted) => ({
      ...response,
      ...counted,
      monthlyMinor,
      source: 'response',
      n: sign,
    })),
  );
  const { month } = response;
  tx.run(
    insertRows(
      db,
      segmentRollup,
      [{ month, ...sliceOf(response), segment: segmentOf(response.reasons), n: sign }],
      addedUp,
    ),
  );
}

/** Adds one departure, or takes it back with `sign` -1 when its reason or date is corrected. */
export function rollUpDeparture(db: Database, tx: Tx, departure: RolledDeparture, sign: 1 | -1 = 1): void {
  const slice = { month: departure.month, programId: null, tier: departure.tier };
  const { currency } = departure;
  const monthlyMinor = sign * departure.monthlyMinor;
  addReasons(
    db,
    tx,
    countedReasons([departure]).map((counted) => ({
      ...slice,
      ...counted,
      currency,
      monthlyMinor,
      source: 'departure',
      n: sign,
    })),
  );
}

/**
 * Where a set of reasons counts: everyone once under `all`, each category once (detail empty) however many of its
 * details were named, and each detail once.
 */
export function countedReasons(
  reasons: { category: string; detail: string }[],
): { category: string; detail: string }[] {
  const categories = new Set(reasons.map(({ category }) => category));
  const details = new Map(
    reasons.map(({ category, detail }) => [`${category}/${detail}`, { category, detail }]),
  );
  return [
    { category: 'all', detail: '' },
    ...[...categories].map((category) => ({ category, detail: '' })),
    ...[...details.values()].filter(({ detail }) => detail !== ''),
  ];
}

/** The exact set of categories named, such as `price+service`; `none` when nothing was. */
export function segmentOf(reasons: { category: string }[]): string {
  return [...new Set(reasons.map(({ category }) => category))].sort().join('+') || 'none';
}

function sliceOf({ programId, tier }: Slice) {
  return { programId: programId ?? noProgram, tier: tier ?? noTier };
}

function addScores(db: Database, tx: Tx, response: RolledResponse, sign: 1 | -1): void {
  const { month } = response;
  const slice = sliceOf(response);
  if (response.scores.length === 0) return;
  tx.run(
    insertRows(
      db,
      scoreRollup,
      response.scores.map(({ measure, value }) => ({
        month,
        ...slice,
        measure,
        value: String(value),
        n: sign,
      })),
      addedUp,
    ),
  );
}

type CountedReason = Slice & {
  source: 'response' | 'departure';
  category: string;
  detail: string;
  currency: string;
  monthlyMinor: number;
  n?: number;
};

function addReasons(db: Database, tx: Tx, counted: CountedReason[]): void {
  const rows = counted.map((reason) => {
    const { source, month, category, detail, currency, monthlyMinor, n = 1 } = reason;
    return { source, month, category, detail, currency, monthlyMinor, n, ...sliceOf(reason) };
  });
  tx.run(
    insertRows(db, reasonRollup, rows, `${addedUp}, monthly_minor = monthly_minor + excluded.monthly_minor`),
  );
}
