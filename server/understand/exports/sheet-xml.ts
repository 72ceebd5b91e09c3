import type { Cell } from './cell.ts';

/** The styles of `workbook-parts.ts`, by their place. */
const styles = { day: 1, share: 2, head: 3 };
const longestText = 32_767;
const dayZero = Date.UTC(1899, 11, 30);
const millisecondsADay = 86_400_000;

const columnLetters: string[] = [];

/** How a sheet begins (ECMA-376, part 1, 18.3.1): from right to left where the language is, its first row kept in view. */
export function sheetStart({ isRightToLeft, columns }: { isRightToLeft: boolean; columns: number }): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"${
    isRightToLeft ? ' rightToLeft="1"' : ''
  }><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns}" width="16" customWidth="1"/></cols><sheetData>`;
}

export const sheetEnd = '</sheetData></worksheet>';

export function rowXml(cells: Cell[], row: number, isHead = false): string {
  let xml = `<row r="${row}">`;
  for (let at = 0; at < cells.length; at++) xml += cellXml(cells[at] ?? null, `${letters(at)}${row}`, isHead);
  return `${xml}</row>`;
}

function cellXml(cell: Cell, place: string, isHead: boolean): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${place}"${isHead ? ` s="${styles.head}"` : ''} t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
  if ('share' in cell) return `<c r="${place}" s="${styles.share}"><v>${cell.share}</v></c>`;
  return `<c r="${place}" s="${styles.day}"><v>${(Date.parse(cell.day) - dayZero) / millisecondsADay}</v></c>`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
// eslint-disable-next-line no-control-regex -- XML has no way to write these.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// eslint-disable-next-line no-control-regex -- Whatever is changed below; most texts have none of it.
const unplain = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff_&<>]/;

function xmlText(whole: string): string {
  const text = whole.slice(0, longestText);
  if (!unplain.test(text)) return text;
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(unwritable, '')
      // Excel reads `_x0041_` as a character by its number.
      .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
      .replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)
  );
}

/** A, B, … Z, AA: how spreadsheets name their columns. */
function letters(column: number): string {
  const known = columnLetters[column];
  if (known !== undefined) return known;
  const before = Math.floor(column / 26) - 1;
  const name = (before >= 0 ? letters(before) : '') + String.fromCharCode(65 + (column % 26));
  columnLetters[column] = name;
  return name;
}
