import { createClient, type Client, type ResultSet } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { filePathOf, makeFolderOf } from './file-folder.ts';
import { FileClient } from './file-client.ts';
import type { Tx } from './unit.ts';
import { WriteQueue } from './write-queue.ts';

export { ConstraintError, GuardError, type Tx } from './unit.ts';

/** Reads, and builds the statements that `write` takes. It cannot change a file database by itself. */
export type Database = LibSQLDatabase;

export interface DatabaseSettings {
  /** `file:path/to.db`, or the address of a libSQL server (`ws://…`, `wss://…`, `http://…`, `libsql://…`). */
  url: string;
  authToken?: string | undefined;
  /** FULL survives a power cut; NORMAL may lose the last moments then, but nothing when the process is killed. */
  synchronous?: 'FULL' | 'NORMAL' | undefined;
}

interface Open {
  queue: WriteQueue;
  clients: Client[];
}

const open = new WeakMap<Database, Open>();

export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  return settings.url.startsWith('file:') ? openFile(settings) : openServer(settings);
}

/** Everything the unit says is committed together, or nothing is. Decide first: the function must not await. */
export function write(db: Database, collect: (tx: Tx) => void): Promise<ResultSet[]> {
  return opened(db).queue.write(collect);
}

/** Waits for the writes under way, then closes. */
export async function closeDatabase(db: Database): Promise<void> {
  const { queue, clients } = opened(db);
  await queue.idle();
  for (const client of clients) client.close();
}

async function openFile({ url, synchronous = 'FULL' }: DatabaseSettings): Promise<Database> {
  makeFolderOf(url);
  // The driver is synchronous: a short timeout keeps the loop alive, and the queue tries again.
  const writer = new FileClient(filePathOf(url), 200);
  const setWriter = () =>
    writer.executeMultiple(
      `PRAGMA busy_timeout=200; PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA foreign_keys=ON;
       PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;`,
    );
  await retryWhileBusy(setWriter);
  const reader = new FileClient(filePathOf(url), 5000);
  await reader.executeMultiple('PRAGMA query_only=ON; PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456;');
  const queue = new WriteQueue(writer, async () => {
    await writer.reconnect();
    await setWriter();
  });
  return register(drizzle({ client: reader }), { queue, clients: [reader, writer] });
}

async function openServer({ url, authToken }: DatabaseSettings): Promise<Database> {
  const client = createClient(authToken === undefined ? { url } : { url, authToken });
  const queue = new WriteQueue(client, async () => client.reconnect());
  return register(drizzle({ client }), { queue, clients: [client] });
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

async function retryWhileBusy(action: () => Promise<void>, tries = 50): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt >= tries || !/BUSY|locked/i.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
