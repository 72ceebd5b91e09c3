import type { Tx } from '#db/client.ts';
import type { CompanyWords } from '#surveys/coded-reason.ts';
import type { ReasonMapping } from '#surveys/reason-mapping.ts';
import type { EventKind } from '#server/events/events.ts';
import type { FieldList } from './column-map.ts';
import type { Problem } from './problem.ts';
import type { RowReader } from './row-reader.ts';

export type RowOutcome =
  { outcome: 'created' | 'changed' | 'unchanged' } | { outcome: 'refused'; field: string; problem: Problem };

/** What storing a batch would do, decided by reading only, and the statements that do it. */
export interface BatchPlan {
  outcomes: RowOutcome[];
  store(tx: Tx): void;
}

/** How an importer reads reasons; `currency` stands where a row says none. */
export interface ReasonsGiven {
  currency: string | null;
  /** Codes the texts; without it the company's `words` and the codebook's own do. */
  reasons: ReasonMapping | null;
  words?: CompanyWords;
}

/** One kind of thing that can be imported. The engine reads, checks and counts; the importer knows the rows. */
export interface Importer<Row> extends FieldList {
  event: EventKind;
  /** Whether columns may be kept as `attributes.…`. */
  keepsAttributes: boolean;
  /** The row, or null when a problem was reported. */
  read(reader: RowReader): Row | null;
  /** Rows with the same key are the same thing. */
  keyOf(row: Row): string;
  plan(rows: Row[]): Promise<BatchPlan>;
}
