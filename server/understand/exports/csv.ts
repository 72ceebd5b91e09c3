import { csvCell, guarded } from '#server/customers/spreadsheet-guard.ts';
import type { Cell } from './cell.ts';
import type { Table } from './table.ts';

// Excel reads a file as UTF-8, and so as Arabic, only when it begins with this mark.
const byteOrderMark = '\ufeff';

/** A table as CSV (RFC 4180) in pieces. Texts that a spreadsheet would run as a formula begin with an apostrophe. */
export async function* csvPieces({ header, batches }: Table): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(header);
  for await (const rows of batches) if (rows.length > 0) yield rows.map(csvLine).join('');
}

export const csvLine = (cells: Cell[]): string => `${cells.map(textOf).join(',')}\r\n`;

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return csvCell(guarded(cell));
  if (typeof cell === 'number') return String(cell);
  return 'day' in cell ? cell.day : String(cell.share);
}
