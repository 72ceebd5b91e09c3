import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { csvRows, type CsvFile } from '#server/customers/import/csv-rows.ts';
import { UnreadableFile } from '#server/customers/import/problem.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';

const spectrum = sharedFile('conformance/csv-spectrum');

describe('the reader of CSV', () => {
  test.each(readdirSync(join(spectrum, 'csvs')))('reads %s as csv-spectrum says', async (name) => {
    const expected: unknown = JSON.parse(
      readFileSync(join(spectrum, 'json', name.replace(/\.csv$/, '.json')), 'utf8'),
    );
    const [headers = [], ...rows] = (await all({ path: join(spectrum, 'csvs', name) })).map(
      ({ cells }) => cells,
    );
    const objects = rows.map((cells) => Object.fromEntries(headers.map((header, at) => [header, cells[at]])));
    expect(objects).toEqual(expected);
  });

  test.each([
    ['semicolons', 'a;b\n1,5;2\n', ['1,5', '2']],
    ['tabs', 'a\tb\n1\t2\n', ['1', '2']],
    ['a mark at the start, and CRLF', '\ufeffa,b\r\n1,2\r\n', ['1', '2']],
    ['a delimiter inside a quoted header', '"a;b;c",d\n1,2\n', ['1', '2']],
    ['mixed line ends', 'a,b\r\n1,2\n3,4\r\n', ['1', '2']],
  ])('reads %s', async (_, text, cells) => {
    const [, row] = await all(aFile(text));
    expect(row?.cells).toEqual(cells);
  });

  test('says on which line a row begins, with line breaks inside cells and blank lines between', async () => {
    const rows = await all(aFile('a,b\n1,"x\ny\nz"\n\n2,w\r\n3,v\n'));
    expect(rows.map(({ cells, line }) => [cells[0], line])).toEqual([
      ['a', 1],
      ['1', 2],
      ['2', 6],
      ['3', 7],
    ]);
  });

  test('reads UTF-16 by its mark, and Windows-1256 when told', async () => {
    const utf16 = aFile(Buffer.from('\ufeffname\nسارة\n', 'utf16le'));
    expect((await all(utf16))[1]?.cells).toEqual(['سارة']);
    const arabic = aFile(Buffer.concat([Buffer.from('name\n'), Buffer.from([0xd3, 0xc7, 0xd1, 0xc9])]));
    expect((await all({ ...arabic, encoding: 'windows-1256' }))[1]?.cells).toEqual(['سارة']);
  });

  test.each([
    ['bytes that are not UTF-8', Buffer.from([0x61, 0x0a, 0xd3, 0xc7]), { code: 'encoding' }],
    ['a quote that is never closed', Buffer.from('a,b\n1,"x\n'), { code: 'quotes-broken' }],
    ['a quote in the middle of a cell', Buffer.from('a,b\n1,x"y\n'), { code: 'quotes-broken' }],
    [
      'a row of more than a megabyte',
      Buffer.from(`a\n"${'x'.repeat(1_100_000)}"\n`),
      { code: 'row-too-long' },
    ],
  ])('refuses %s with its line', async (_, bytes, problem) => {
    const refusal = all(aFile(bytes));
    await expect(refusal).rejects.toThrow(UnreadableFile);
    await expect(refusal).rejects.toMatchObject({ problem, line: 2 });
  });
});

async function all(file: CsvFile) {
  const rows = [];
  for await (const row of csvRows(file)) rows.push(row);
  return rows;
}

function aFile(text: string | Buffer): CsvFile {
  const folder = mkdtempSync(join(tmpdir(), 'amends-csv-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'file.csv');
  writeFileSync(path, text);
  return { path };
}
