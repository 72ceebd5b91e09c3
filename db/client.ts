import { createClient, type Client } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { filePathOf, makeFolderOf } from './file-folder.ts';
import { FileClient } from './file-client.ts';
import { FileWriter, type Synchronous } from './file-writer.ts';
import { ServerWriter } from './server-writer.ts';
import type { Tx, Written } from './unit.ts';
import { ThreadReader } from './thread-reader.ts';
import { ThreadWriter } from './thread-writer.ts';
import { WriteQueue } from './write-queue.ts';
import type { Writer } from './writer.ts';

export { ConstraintError, GuardError, type Tx } from './unit.ts';

/** Reads, and builds the statements that `write` takes. It cannot change a file database by itself. */
export type Database = LibSQLDatabase;

export interface DatabaseSettings {
  /** `file:path/to.db`, or the address of a libSQL server (`ws://…`, `wss://…`, `http://…`, `libsql://…`). */
  url: string;
  authToken?: string | undefined;
  /** FULL survives a power cut; NORMAL may lose the last moments then, but nothing when the process is killed. */
  synchronous?: Synchronous | undefined;
  /** Writes to a file have a thread of their own: for processes that answer people meanwhile. */
  hasWriterThread?: boolean | undefined;
}

interface Open {
  queue: WriteQueue;
  writer: Writer;
  reader: Client;
  /** Reads by the connection that writes, where that has a thread of its own. */
  besideWriter?: Database;
}

const open = new WeakMap<Database, Open>();

export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  return settings.url.startsWith('file:') ? openFile(settings) : openServer(settings);
}

/** Everything the unit says is committed together, or nothing is. Decide first: the function must not await. */
export function write(db: Database, collect: (tx: Tx) => void): Promise<Written[]> {
  return opened(db).queue.write(collect);
}

/**
 * For what many people need at a time and what is decided on at once: the connection that writes has it at hand. Such a
 * read waits for the transaction under way, so long lists and figures are read by the other connection.
 */
export function besideWriter(db: Database): Database {
  return opened(db).besideWriter ?? db;
}

/** For a thread that only reads: no door for writes, and nothing to close but the thread. */
export async function openToRead({ url, authToken }: DatabaseSettings): Promise<Database> {
  if (url.startsWith('file:')) return drizzle({ client: await fileReader(filePathOf(url)) });
  return drizzle({ client: createClient(authToken === undefined ? { url } : { url, authToken }) });
}

/** Waits for the writes under way, then closes. */
export async function closeDatabase(db: Database): Promise<void> {
  const { queue, writer, reader } = opened(db);
  await queue.idle();
  // Last, because who closes last folds the log back into the file, and a reader may not.
  reader.close();
  await writer.close();
}

async function openFile({ url, synchronous = 'FULL', hasWriterThread }: DatabaseSettings): Promise<Database> {
  makeFolderOf(url);
  const path = filePathOf(url);
  const writer = hasWriterThread
    ? new ThreadWriter({ path, synchronous })
    : await FileWriter.open(path, synchronous);
  const reader = await fileReader(path);
  const besideWriter = writer instanceof ThreadWriter && drizzle({ client: new ThreadReader(writer) });
  const queue = new WriteQueue(writer);
  return register(drizzle({ client: reader }), {
    queue,
    writer,
    reader,
    ...(besideWriter && { besideWriter }),
  });
}

async function fileReader(path: string): Promise<FileClient> {
  const reader = new FileClient(path, 5000);
  // What another connection commits empties this one's cache and its map. To fill a large one anew costs more than to ask
  // the system for a page again: pages over a million answers took a sixth less with 4 MB than with 64.
  await reader.executeMultiple('PRAGMA query_only=ON; PRAGMA cache_size=-4000;');
  return reader;
}

async function openServer({ url, authToken }: DatabaseSettings): Promise<Database> {
  const reader = createClient(authToken === undefined ? { url } : { url, authToken });
  const writer = new ServerWriter(reader);
  return register(drizzle({ client: reader }), { queue: new WriteQueue(writer), writer, reader });
}

function register(db: Database, entry: Open): Database {
  open.set(db, entry);
  return db;
}

function opened(db: Database): Open {
  const entry = open.get(db);
  if (!entry) throw new Error('This database was not opened by openDatabase');
  return entry;
}
