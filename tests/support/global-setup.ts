import { rmSync } from 'node:fs';
import { migrateDatabase } from '#db/migrate.ts';
import { templatePath } from './template-path.ts';

/** Migrates one file; every test database is a copy of it. */
export async function setup(): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(templatePath + suffix, { force: true });
  await migrateDatabase({ url: `file:${templatePath}` });
}
