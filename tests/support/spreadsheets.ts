import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** The parts of a workbook, read by the directory at its end as a spreadsheet does. */
export function partsOf(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, nameLength] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28)];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    parts.set(name, inflateRawSync(file.subarray(start, start + packed)).toString('utf8'));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

/** The cells of a sheet: numbers as numbers, texts as texts, where nothing stands null. */
export function cellsIn(sheet: string): (string | number | null)[][] {
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
    const cells: (string | number | null)[] = [];
    for (const [, letters = '', rest = ''] of row.matchAll(/<c r="([A-Z]+)\d+"(.*?)<\/c>/gs)) {
      const text = /<t [^>]*>(.*)<\/t>/s.exec(rest)?.[1];
      const column = [...letters].reduce((all, letter) => all * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      while (cells.length < column) cells.push(null);
      cells.push(text === undefined ? Number(/<v>(.*)<\/v>/.exec(rest)?.[1]) : plain(text));
    }
    return cells;
  });
}

const plain = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('_x005F_', '_');

export const csvRows = (text: string): string[][] => parse(text, { bom: true, recordDelimiter: '\r\n' });

/** Rows by their header. */
export function recordsOf<T>([header = [], ...rows]: T[][]): Record<string, T>[] {
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [String(name), row[at] as T])));
}
