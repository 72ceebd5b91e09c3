import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import type { BatchPlan, Importer } from './import/importer.ts';
import { problemText } from './import/problem-text.ts';
import type { ImportProblem, Problem } from './import/problem.ts';
import { rowReader } from './import/row-reader.ts';
import { fingerprint, seenKeys } from './import/seen-keys.ts';
import { countsOf, storeRows } from './import/store-rows.ts';
import { startTriggered } from './start-triggered.ts';

/** A row as it was told: the importer's fields as text. */
export type ToldRow = Record<string, string>;

export interface Told<Row> {
  importer: Importer<Row>;
  rows: ToldRow[];
  actorId: string;
  /** Where the rows stand in the request, and what it calls a field differently, for what is said of them. */
  list: string;
  called?: Record<string, string>;
}

/** Keeps all of what was told in one request, by the rules of a file's import, or nothing of it. */
export async function keepTold<Row>(deps: Deps, told: Told<Row>) {
  const { importer, actorId } = told;
  const { rows, places, repeated } = readTold(told);
  const problemsOf = ({ outcomes }: Pick<BatchPlan, 'outcomes'>) =>
    outcomes.flatMap((one, index) =>
      one.outcome === 'refused' ? [{ ...one.problem, line: places[index] ?? 0, field: one.field }] : [],
    );
  const isGood = (plan: BatchPlan) => problemsOf(plan).length === 0;
  const outcomes = await storeRows(deps, { importer, rows, actorId, isGood });
  refuse(told, problemsOf({ outcomes }));
  const { created, changed, unchanged } = countsOf(outcomes);
  if (created > 0) await startTriggered(deps, importer.event);
  return { created, changed, unchanged: unchanged + repeated };
}

function readTold<Row>(told: Told<Row>) {
  const { importer } = told;
  const problems: ImportProblem[] = [];
  const seen = seenKeys();
  const good: { row: Row; place: number }[] = [];
  let repeated = 0;
  for (const [place, constants] of told.rows.entries()) {
    const before = problems.length;
    const columns = { fields: [], constants, filters: [], repeated: [] };
    const reader = rowReader({ cells: [], line: place }, columns, problems);
    const row = importer.read(reader);
    if (row === null || problems.length > before) continue;
    const met = seen.meet(importer.keyOf(row), { line: place, print: fingerprint(JSON.stringify(row)) });
    if (met === 'new') good.push({ row, place });
    else if (met === 'same') repeated++;
    else reader.report(importer.fields[0] ?? '', { code: 'id-twice', facts: { otherLine: met.line } });
  }
  refuse(told, problems);
  return { rows: good.map(({ row }) => row), places: good.map(({ place }) => place), repeated };
}

type Placed = Problem & { line: number; field: string | null };

function refuse({ list, called = {} }: Pick<Told<unknown>, 'list' | 'called'>, problems: Placed[]): void {
  if (problems.length === 0) return;
  const fields: Record<string, string> = {};
  for (const { line, field, ...problem } of problems) {
    const name = field === null ? '' : `.${called[field] ?? field}`;
    fields[`${list}.${line}${name}`] ??= problemText(problem);
  }
  throw new DomainError('invalid', 'Some rows cannot be used; nothing was stored.', fields);
}
