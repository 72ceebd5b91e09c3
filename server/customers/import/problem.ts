/** Why a file, a column or a value cannot be used, as a code and facts: a sentence is made in the reader's language. */
export interface Problem {
  code: ProblemCode;
  facts: Record<string, string | number>;
}

export const problemCodes = [
  'amount-ambiguous',
  'amount-negative',
  'amount-not-a-number',
  'amount-too-large',
  'amount-too-precise',
  'column-ambiguous',
  'column-missing',
  'currency-missing',
  'currency-unknown',
  'customer-unknown',
  'day-ambiguous',
  'day-impossible',
  'day-not-iso',
  'email-bad',
  'encoding',
  'event-differs',
  'field-mapped-twice',
  'field-unmapped',
  'header-missing',
  'id-twice',
  'locale-unknown',
  'measure-unknown',
  'order-of-another',
  'order-unknown',
  'quotes-broken',
  'reason-unmapped',
  'response-differs',
  'row-too-long',
  'row-too-short',
  'row-too-wide',
  'score-out-of-range',
  'text-too-long',
  'text-with-nul',
  'time-zone-unknown',
  'value-missing',
  'value-not-one-of',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** A problem with its place in the file. Line 1 holds the headers. */
export interface ImportProblem extends Problem {
  line: number;
  column: string | null;
  field: string | null;
}

/** What a text says, or why it cannot be used. */
export type Reading<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function read<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function unusable(code: ProblemCode, facts: Problem['facts'] = {}): { ok: false; problem: Problem } {
  return { ok: false, problem: { code, facts } };
}

/** The file as a whole cannot be read on; thrown by the reader, told as a problem by the import. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';

  constructor(
    readonly problem: Problem,
    readonly line: number,
  ) {
    super(problem.code);
  }
}
