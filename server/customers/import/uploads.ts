import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '#server/errors.ts';
import type { CsvFile } from './csv-rows.ts';

const largestMegabytes = 256;

/** Streams a request's body into a file of its own, for as long as `use` runs. */
export async function withUpload<T>(
  body: ReadableStream<Uint8Array> | null,
  use: (file: CsvFile) => Promise<T>,
): Promise<T> {
  if (!body) throw new DomainError('invalid', 'There is no file in the request.');
  const folder = await mkdtemp(join(tmpdir(), 'amends-import-'));
  try {
    const path = join(folder, 'upload.csv');
    // The web's stream type and Node's are the same thing under two names.
    const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(source, capped(), createWriteStream(path));
    return await use({ path });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function capped(): Transform {
  let bytes = 0;
  return new Transform({
    transform: (chunk: Uint8Array, _, done) => {
      bytes += chunk.length;
      if (bytes <= largestMegabytes * 1024 * 1024) return done(null, chunk);
      done(new DomainError('invalid', `The file is larger than ${largestMegabytes} MB.`));
    },
  });
}
