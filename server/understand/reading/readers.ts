import type { Database } from '#db/client.ts';
import type { Asked } from './learner.ts';
import { newLearner } from './lessons.ts';
import type { Reading } from './reading.ts';
import { ThreadReader } from './thread-reader.ts';

export interface Reader {
  read(asked: Asked): Promise<Reading[]> | Reading[];
  close?(): Promise<void>;
}

const readers = new WeakMap<Database, Reader>();

/** Who reads for this company: in a server a thread, elsewhere whoever asks. */
export function readerOf(db: Database): Reader {
  const known = readers.get(db);
  if (known) return known;
  const reader = newLearner();
  readers.set(db, reader);
  return reader;
}

/** From now on a thread of its own reads; it is closed by what this returns. */
export function readInThread(db: Database): () => Promise<void> {
  const reader = new ThreadReader();
  readers.set(db, reader);
  return () => reader.close();
}
