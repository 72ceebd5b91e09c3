import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createClient } from '@libsql/client';
import { DateTime } from 'luxon';
import { migrateDatabase } from '#db/migrate.ts';
import type { Config } from '../config.ts';
import { buildDeps, closeDeps, type Deps } from '../deps.ts';
import { bytesFrom, chanceFrom } from './chance.ts';
import { liveThrough } from './history.ts';
import { demoZone } from './sample-calendar.ts';
import { sampleMailer } from './sample-mailer.ts';
import { settleIn } from './settle-in.ts';

const seed = 20261;
const usualMonths = 18;

/** Makes the sample company's database, unless it stands. It is renamed into place whole, so a stop leaves none half made. */
export async function makeDemo(
  config: Config,
  { say, isFresh, months = usualMonths }: { say: (line: string) => void; isFresh: boolean; months?: number },
): Promise<void> {
  const path = config.database.url.slice('file:'.length);
  if (existsSync(path) && !isFresh) {
    say(`Using the company in ${path} (--fresh makes a new one).`);
    return;
  }
  const making = `${path}.making`;
  for (const file of [making, `${making}-wal`, `${making}-shm`]) rmSync(file, { force: true });
  await writeHistory(
    { ...config, database: { ...config.database, url: `file:${making}`, synchronous: 'NORMAL' } },
    { say, months },
  );
  // The driver keeps a file it has closed open until its statements are collected, so the server gets another one.
  const whole = `${path}.whole`;
  copyFileSync(making, whole);
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(whole, path);
  for (const suffix of ['', '-wal', '-shm']) rmSync(making + suffix, { force: true });
  if (config.secret === undefined) renameSync(`${making}.secret`, `${path}.secret`);
}

async function writeHistory(
  config: Config,
  { say, months }: { say: (line: string) => void; months: number },
): Promise<void> {
  await migrateDatabase(config.database);
  const chance = chanceFrom(seed);
  const clock = { now: new Date() };
  const real = await buildDeps(config);
  const today = DateTime.fromJSDate(clock.now, { zone: demoZone });
  const deps: Deps = {
    ...real,
    now: () => clock.now,
    // Ids have a chance of their own, so that how many are made changes nothing of the story.
    random: bytesFrom(chanceFrom(seed + 1)),
    mailer: sampleMailer(clock, today.minus({ days: 31 }).toJSDate()),
  };
  try {
    const scene = await settleIn(deps, { chance, clock, today, months, say });
    await liveThrough(deps, scene, say);
  } finally {
    await closeDeps(deps);
  }
  await foldLog(config);
}

/** Brings the write-ahead log into the file, so that the file alone is the database. */
async function foldLog({ database }: Config): Promise<void> {
  const client = createClient({ url: database.url, timeout: 5000 });
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  client.close();
}
