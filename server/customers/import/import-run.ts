import type { Deps } from '#server/deps.ts';
import { columnsOf, type Columns, type Mapping } from './column-map.ts';
import { startTriggered } from '../start-triggered.ts';
import { guardHeader, unguarded } from '../spreadsheet-guard.ts';
import { csvRows, type CsvFile, type CsvRow } from './csv-rows.ts';
import type { Importer, RowOutcome } from './importer.ts';
import { UnreadableFile, type ImportProblem } from './problem.ts';
import { readRows, type ReadRow, type RowCounts } from './read-rows.ts';
import { storeRows } from './store-rows.ts';

export interface ImportJob<Row> {
  importer: Importer<Row>;
  file: CsvFile;
  mapping: Mapping;
  dryRun: boolean;
  actorId?: string | undefined;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
}

export interface ImportProgress {
  phase: 'checking' | 'storing';
  rows: number;
  /** Null while the file is read for the first time. */
  of: number | null;
}

export interface ImportReport {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** False when something was refused, or when it was only tried. */
  stored: boolean;
  /** The first thousand; `problemCount` counts all. */
  problems: ImportProblem[];
  problemCount: number;
  repeatedHeaders: Columns['repeated'];
}

const problemsKept = 1000;

/** Checks the whole file first and stores nothing unless all of it can be used; then stores it batch by batch. */
export async function runImport<Row>(deps: Deps, job: ImportJob<Row>): Promise<ImportReport> {
  const checked = await pass(deps, job, { phase: 'checking', of: null });
  if (checked.problemCount > 0 || job.dryRun) return checked;
  const report = await pass(deps, job, { phase: 'storing', of: checked.rows });
  if (report.created > 0) await startTriggered(deps, job.importer.event);
  return { ...report, stored: true };
}

type Step = Pick<ImportProgress, 'phase' | 'of'>;

async function pass<Row>(deps: Deps, job: ImportJob<Row>, step: Step): Promise<ImportReport> {
  const report = emptyReport();
  const note = (problem: ImportProblem) => {
    if (report.problemCount++ < problemsKept) report.problems.push(problem);
  };
  const counts: RowCounts = { rows: 0, repeated: 0, refused: 0 };
  try {
    for await (const batch of batchesOf(job, { report, note, counts })) {
      const outcomes =
        step.phase === 'storing'
          ? await storeRows(deps, { ...job, rows: batch.map(({ row }) => row) })
          : await checkBatch(job, batch, note);
      for (const { outcome } of outcomes) report[outcome]++;
      job.onProgress?.({ ...step, rows: counts.rows });
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    note({ ...error.problem, line: error.line, column: null, field: null });
  }
  report.problems.sort((one, other) => one.line - other.line);
  return {
    ...report,
    rows: counts.rows,
    unchanged: report.unchanged + counts.repeated,
    refused: report.refused + counts.refused,
  };
}

interface PassState {
  report: ImportReport;
  note: (problem: ImportProblem) => void;
  counts: RowCounts;
}

async function* batchesOf<Row>(
  { importer, file, mapping }: ImportJob<Row>,
  { report, note, counts }: PassState,
): AsyncGenerator<ReadRow<Row>[]> {
  const rows = csvRows(file);
  const headers = (await rows.next()).value?.cells;
  if (!headers) return note({ code: 'header-missing', facts: {}, line: 1, column: null, field: null });
  const { columns, problems } = columnsOf(headers, mapping, importer);
  report.repeatedHeaders = columns.repeated;
  for (const problem of problems) note({ ...problem, line: 1 });
  if (problems.length > 0) {
    await rows.return(undefined);
    return;
  }
  const asWritten = headers.includes(guardHeader) ? unguardedRows(rows) : rows;
  yield* readRows(asWritten, { importer, columns, width: headers.length, counts, report: note });
}

async function* unguardedRows(rows: AsyncIterable<CsvRow>): AsyncGenerator<CsvRow> {
  for await (const { cells, line } of rows) yield { cells: cells.map(unguarded), line };
}

async function checkBatch<Row>(
  { importer }: ImportJob<Row>,
  batch: ReadRow<Row>[],
  note: (problem: ImportProblem) => void,
): Promise<RowOutcome[]> {
  const { outcomes } = await importer.plan(batch.map(({ row }) => row));
  for (const [index, { reader }] of batch.entries()) {
    const outcome = outcomes[index];
    if (outcome?.outcome === 'refused') note(reader.place(outcome.field, outcome.problem));
  }
  return outcomes;
}

function emptyReport(): ImportReport {
  return {
    rows: 0,
    created: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    stored: false,
    problems: [],
    problemCount: 0,
    repeatedHeaders: [],
  };
}
