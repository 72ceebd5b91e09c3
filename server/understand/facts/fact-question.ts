import type { NpsBand } from '#surveys/nps.ts';
import type { Mergers } from '../named.ts';
import type { Slice } from '../slice.ts';

/** What answers can be told apart by. */
export type Dimension = 'program' | 'tier' | 'department' | 'manager' | 'language';

/** What is counted of the answers of a slice. */
export type Part =
  'people' | 'scores' | 'reasons' | 'categories' | 'segments' | 'sides' | 'excuses' | 'bands' | 'measured';

export interface FactQuestion {
  slice: Slice;
  parts: Part[];
  /** Counts apart by its values; without it there is one group, the empty text. */
  by?: Dimension | undefined;
  /** Details that the company has merged into another: `price/dear` to `price/too-high`. */
  merged?: Mergers | undefined;
}

/** The same, answered for each of several dimensions from one pass over the facts. */
export type ApartQuestion = Omit<FactQuestion, 'by'> & { by: Dimension[] };

interface Counted {
  month: string;
  group: string;
  n: number;
}

export interface FactCounts {
  people: Counted[];
  scores: (Counted & { measure: string; value: string })[];
  /** As the reason roll-up has them: `all`, each category with an empty detail, each detail. */
  reasons: (Counted & { category: string; detail: string; currency: string; monthlyMinor: number })[];
  /** The reasons by category alone, without money. */
  categories: (Counted & { category: string })[];
  segments: (Counted & { segment: string })[];
  /** How many answers name a category in each way. */
  sides: (Counted & { side: Side; category: string })[];
  /**
   * Answers to both a first and an indirect question: with an empty `first` whether they `agree` or `differ`, and of those
   * that differ which category was given first and which then (R5).
   */
  excuses: (Counted & { first: string; other: string })[];
  /** Where an answer counts among the reasons, by the band of its NPS; the money of the customers with it. */
  bands: (Counted & {
    category: string;
    detail: string;
    band: NpsBand;
    currency: string;
    monthlyMinor: number;
  })[];
  /** Answers by all they measured together, `nps=9` and the like. */
  measured: (Counted & { measures: string[] })[];
}

export type Side = 'stated' | 'inferred' | 'confirmed';
