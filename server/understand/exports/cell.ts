/** What stands in one cell of an exported table; null is an empty one. */
export type Cell = string | number | null | Day | Share;

/** A calendar day, `YYYY-MM-DD`. */
interface Day {
  day: string;
}

/** A share of 0 to 1. */
interface Share {
  share: number;
}

export const day = (on: string | null): Day | null => (on === null ? null : { day: on });
export const share = (value: number | null): Share | null => (value === null ? null : { share: value });

/** Several words in one cell. */
export const listed = (words: string[]): string | null => (words.length > 0 ? words.join('; ') : null);
