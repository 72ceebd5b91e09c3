import { directionOf } from '#client/locales/languages.ts';
import type { Cell } from './cell.ts';
import { rowXml, sheetEnd, sheetStart } from './sheet-xml.ts';
import type { Table } from './table.ts';
import { sheetPath, workbookParts } from './workbook-parts.ts';
import { zipped, type ZipFile } from './zip-stream.ts';

/** Where one sheet ends and the next begins. */
interface Room {
  rows: number;
  /** A file of an archive without the 64-bit records, which not every reader knows, holds less than four times this. */
  characters: number;
}

const excel: Room = { rows: 1_048_576, characters: 1_000_000_000 };

/** A table as an Excel workbook in pieces, in memory that does not grow with its rows; a full sheet is followed by another. */
export function xlsxPieces(table: Table, room = excel): AsyncGenerator<Uint8Array> {
  return zipped(files(table, room));
}

async function* files(table: Table, room: Room): AsyncGenerator<ZipFile> {
  const source = table.batches[Symbol.asyncIterator]();
  try {
    const rows = new WaitingRows(source);
    let sheet = 0;
    do yield { path: sheetPath(++sheet), text: sheetText(table, rows, room) };
    while (!rows.isAtEnd);
    for (const [path, text] of workbookParts(table.name, sheet)) yield { path, text: [text] };
  } finally {
    await source.return?.();
  }
}

/** Rows of a table that one sheet after the other takes from, a batch at a time. */
class WaitingRows {
  #batch: Cell[][] = [];
  isAtEnd = false;

  constructor(private readonly source: AsyncIterator<Cell[][]>) {}

  /** At most so many of the next rows; none at the end. */
  async take(most: number): Promise<Cell[][]> {
    await this.#fill();
    const taken = this.#batch.slice(0, most);
    this.#batch = this.#batch.slice(most);
    await this.#fill();
    return taken;
  }

  async #fill(): Promise<void> {
    while (this.#batch.length === 0 && !this.isAtEnd) {
      const { done, value } = await this.source.next();
      this.isAtEnd = done === true;
      this.#batch = done === true ? [] : value;
    }
  }
}

async function* sheetText(table: Table, rows: WaitingRows, room: Room): AsyncGenerator<string> {
  const { header, language } = table;
  const isRightToLeft = directionOf(language) === 'rtl';
  let row = 1;
  let characters = 0;
  yield sheetStart({ isRightToLeft, columns: header.length }) + rowXml(header, row, true);
  while (row < room.rows && characters < room.characters) {
    const taken = await rows.take(room.rows - row);
    const text = taken.map((cells) => rowXml(cells, ++row)).join('');
    characters += text.length;
    yield text;
    if (rows.isAtEnd) break;
  }
  yield sheetEnd;
}
