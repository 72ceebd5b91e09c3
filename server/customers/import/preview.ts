import { columnsOf } from './column-map.ts';
import { csvRows, type CsvFile } from './csv-rows.ts';
import { guessColumns } from './header-guess.ts';
import type { Importer } from './importer.ts';
import { UnreadableFile, type Problem } from './problem.ts';

const shownRows = 5;

export interface Preview {
  headers: string[];
  rows: string[][];
  fields: { field: string; isRequired: boolean }[];
  keepsAttributes: boolean;
  guesses: Record<string, string>;
  repeatedHeaders: { header: string; columns: number[] }[];
  problem: Problem | null;
}

/** The first rows of a file, and which column is probably which field. */
export async function previewOf(kind: string, importer: Importer<unknown>, file: CsvFile): Promise<Preview> {
  const { fields, required, keepsAttributes } = importer;
  const { rows, problem } = await firstRows(file);
  const [headers = [], ...shown] = rows;
  const { columns } = columnsOf(headers, { map: {}, set: {}, where: [] }, { fields: [], required: [] });
  return {
    headers,
    rows: shown,
    fields: fields.map((field) => ({ field, isRequired: required.includes(field) })),
    keepsAttributes,
    guesses: guessColumns(kind, fields, headers),
    repeatedHeaders: columns.repeated,
    problem: headers.length > 0 ? null : (problem ?? { code: 'header-missing', facts: {} }),
  };
}

// The file may be cut off in the middle of a row: what comes before is shown all the same.
async function firstRows(file: CsvFile): Promise<{ rows: string[][]; problem: Problem | null }> {
  const rows: string[][] = [];
  try {
    for await (const { cells } of csvRows(file)) {
      rows.push(cells);
      if (rows.length > shownRows) break;
    }
    return { rows, problem: null };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { rows, problem: error.problem };
  }
}
