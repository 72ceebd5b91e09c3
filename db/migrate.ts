import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import type { DatabaseSettings } from './client.ts';
import { makeFolderOf } from './file-folder.ts';
import { projectRoot } from './project-root.ts';

const isHopeless = /not a database|malformed|readonly|unable to open/i;

/** Brings the database to this version's tables. Processes that start together take turns. */
export async function migrateDatabase({ url, authToken }: DatabaseSettings): Promise<void> {
  makeFolderOf(url);
  const client = createClient(
    authToken === undefined ? { url, timeout: 5000, concurrency: 1 } : { url, authToken },
  );
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await migrate(drizzle({ client }), { migrationsFolder: join(projectRoot, 'db/migrations') });
        return;
      } catch (error) {
        if (attempt >= 20 || isHopeless.test(deepest(error))) {
          throw new Error(`The database ${url} cannot be used: ${deepest(error)}`, { cause: error });
        }
        await client.reconnect();
        await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
      }
    }
  } finally {
    client.close();
  }
}

/** Drizzle wraps what the database said in the statement that failed. */
function deepest(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) return deepest(error.cause);
  return error instanceof Error ? error.message : String(error);
}
