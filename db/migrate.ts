import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import type { DatabaseSettings } from './client.ts';
import { makeFolderOf } from './file-folder.ts';
import { projectRoot } from './project-root.ts';

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
        if (attempt >= 20) throw error;
        await client.reconnect();
        await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
      }
    }
  } finally {
    client.close();
  }
}
