import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { guessDelimiter, guessEncoding } from './csv-guess.ts';
import { UnreadableFile } from './problem.ts';

export interface CsvFile {
  path: string;
  /** As the web's TextDecoder names them; guessed (UTF-8, or UTF-16 by its mark) when not said. */
  encoding?: string | undefined;
}

export interface CsvRow {
  cells: string[];
  /** The line the row begins on. */
  line: number;
}

const longestRecord = 1_000_000;
const headBytes = 65_536;

/** The rows of a file one by one, the headers first; blank lines are left out. Throws `UnreadableFile`. */
export async function* csvRows(file: CsvFile): AsyncGenerator<CsvRow> {
  const head = await headOf(file.path);
  const encoding = file.encoding ?? guessEncoding(head);
  const source = createReadStream(file.path, { highWaterMark: headBytes });
  const text = source.pipe(decoding(encoding));
  const rows = text.pipe(
    parse({
      delimiter: guessDelimiter(new TextDecoder(encoding).decode(head)),
      info: true,
      max_record_size: longestRecord,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  );
  for (const stream of [source, text]) stream.on('error', (error: Error) => rows.destroy(error));
  try {
    yield* numbered(rows);
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  } finally {
    source.destroy();
  }
}

async function* numbered(rows: Readable): AsyncGenerator<CsvRow> {
  for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    yield { cells: record, line: info.lines - record.reduce((sum, cell) => sum + lineBreaksIn(cell), 0) };
  }
}

function lineBreaksIn(cell: string): number {
  return cell.includes('\n') || cell.includes('\r') ? (cell.match(/\r\n|\n|\r/g)?.length ?? 0) : 0;
}

/** Refuses bytes that are no text of the encoding, instead of storing replacement characters. */
function decoding(encoding: string): Transform {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 1;
  const decode = (chunk: Buffer | undefined, done: (error: Error | null, text?: string) => void) => {
    try {
      const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
      lines += lineBreaksIn(text);
      done(null, text);
    } catch {
      const [before = ''] = new TextDecoder(encoding).decode(chunk).split('\ufffd', 1);
      done(new UnreadableFile({ code: 'encoding', facts: { encoding } }, lines + lineBreaksIn(before)));
    }
  };
  return new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform: (chunk: Buffer, _, done) => decode(chunk, done),
    flush: (done) => decode(undefined, done),
  });
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function unreadable(error: CsvError): UnreadableFile {
  const line = 'lines' in error ? Number(error.lines) : 1;
  const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'quotes-broken';
  return new UnreadableFile({ code, facts: {} }, line);
}
