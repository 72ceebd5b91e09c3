import { describe, expect, test } from 'vitest';
import type { Cell } from '#server/understand/exports/cell.ts';
import { csvLine, csvPieces } from '#server/understand/exports/csv.ts';
import type { Table } from '#server/understand/exports/table.ts';
import { xlsxPieces } from '#server/understand/exports/xlsx.ts';
import { cellsIn, csvRows, partsOf } from '#tests/support/spreadsheets.ts';

describe('a line of CSV', () => {
  test.each<[string, Cell, string]>([
    ['a plain text', 'late', 'late'],
    ['a comma', 'late, and cold', '"late, and cold"'],
    ['quotes', 'she said "no"', '"she said ""no"""'],
    ['a line break', 'one\ntwo', '"one\ntwo"'],
    ['Arabic', 'السعر مرتفع', 'السعر مرتفع'],
    ['a formula', '=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['a plus', '+966 5', "'+966 5"],
    ['a minus', '-1+1', "'-1+1"],
    ['an at', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', '"\'\t=1"'],
    ['a carriage return', '\r=1', '"\'\r=1"'],
    ['a number below nothing, which nobody typed', -5, '-5'],
    ['a day', { day: '2026-10-05' }, '2026-10-05'],
    ['a share', { share: 0.25 }, '0.25'],
    ['nothing', null, ''],
  ])('writes %s', (_, cell, line) => {
    expect(csvLine([cell])).toBe(`${line}\r\n`);
  });
});

describe('both formats', () => {
  test('say the same, hard words and all', async () => {
    const rows: Cell[][] = [
      ['a <b> & "c" ]]> _x0041_', 3.5, { day: '2026-10-05' }, { share: 0.125 }, null, 'end'],
      ['مرحبا\u0007\nثانية', 0, null, null, null, '👍'],
    ];
    const csv = csvRows(await textOf(csvPieces(table(rows))));
    const sheet = cellsIn((await workbook(rows)).get('xl/worksheets/sheet1.xml') ?? '');
    expect(csv).toEqual([
      ['One', 'Two', 'Three', 'Four', 'Five', 'Six'],
      ['a <b> & "c" ]]> _x0041_', '3.5', '2026-10-05', '0.125', '', 'end'],
      ['مرحبا\u0007\nثانية', '0', '', '', '', '👍'],
    ]);
    expect(sheet).toEqual([
      ['One', 'Two', 'Three', 'Four', 'Five', 'Six'],
      // The fifth of October is the 46,300th day of Excel's count.
      ['a <b> & "c" ]]> _x0041_', 3.5, 46300, 0.125, null, 'end'],
      ['مرحبا\nثانية', 0, null, null, null, '👍'],
    ]);
  });

  test('a workbook keeps its first row in view, and runs from right to left where the language does', async () => {
    const [english, arabic] = [await workbook([]), await workbook([], 'ar')].map(
      (parts) => parts.get('xl/worksheets/sheet1.xml') ?? '',
    );
    expect(english).toContain('state="frozen"');
    expect(english).not.toContain('rightToLeft');
    expect(arabic).toContain('rightToLeft="1"');
  });

  test.each([
    ['exactly full', 6, 2],
    ['one more', 7, 3],
    ['none', 0, 1],
  ])('rows go on in the next sheet when one is full: %s', async (_, count, sheets) => {
    const rows = Array.from({ length: count }, (_, at): Cell[] => [at]);
    const parts = await workbook(rows, 'en', 4);
    const all = [...parts.keys()].filter((path) => path.startsWith('xl/worksheets/'));
    expect(all).toHaveLength(sheets);
    const told = all.flatMap((path) => cellsIn(parts.get(path) ?? '').slice(1));
    expect(told.flat()).toEqual(rows.flat());
    expect(parts.get('xl/workbook.xml')?.match(/<sheet /g)).toHaveLength(sheets);
    expect(parts.get('[Content_Types].xml')?.match(/worksheet\+xml/g)).toHaveLength(sheets);
  });
});

function table(rows: Cell[][], language: Table['language'] = 'en'): Table {
  const header = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
  return { name: 'A/B: "c"', language, header, batches: inBatches(rows) };
}

async function* inBatches(rows: Cell[][]) {
  for (let from = 0; from < rows.length; from += 3) yield rows.slice(from, from + 3);
  yield [];
}

async function workbook(rows: Cell[][], language: Table['language'] = 'en', most = 1000) {
  const pieces: Uint8Array[] = [];
  for await (const piece of xlsxPieces(table(rows, language), { rows: most, characters: Infinity }))
    pieces.push(piece);
  return partsOf(Buffer.concat(pieces));
}

async function textOf(pieces: AsyncIterable<string>) {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
