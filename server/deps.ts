import { webcrypto } from 'node:crypto';
import { pino, type Logger } from 'pino';
import { closeDatabase, openDatabase, type Database } from '#db/client.ts';
import type { Config } from './config.ts';
import type { Mailer } from './email/mailer.ts';
import { mailerFor } from './email/mailers.ts';
import { Crowd } from './http/crowd.ts';
import { secretFor } from './secret.ts';

/** Everything a command may need from outside, built once and passed down. */
export interface Deps {
  db: Database;
  mailer: Mailer;
  now: () => Date;
  random: (bytes: number) => Uint8Array;
  config: Config;
  secret: string;
  log: Logger;
  crowd: Crowd;
}

/** `isServer`: the process answers people while it writes. */
export async function buildDeps(config: Config, { isServer = false } = {}): Promise<Deps> {
  const log = pino({ level: config.logLevel });
  return {
    db: await openDatabase({ ...config.database, hasWriterThread: isServer }),
    mailer: mailerFor(config),
    now: () => new Date(),
    random: pooledRandom(),
    config,
    secret: secretFor(config),
    log,
    crowd: new Crowd(config.mostAtOnce),
  };
}

/** Random bytes, each given once, asked of the system many at a time: asking costs more than the bytes. */
function pooledRandom(): (bytes: number) => Uint8Array {
  const pool = new Uint8Array(8192);
  let used = pool.length;
  return (bytes) => {
    if (bytes > pool.length) throw new Error(`More than ${pool.length} random bytes at once`);
    if (used + bytes > pool.length) {
      webcrypto.getRandomValues(pool);
      used = 0;
    }
    return pool.slice(used, (used += bytes));
  };
}

export async function closeDeps({ db, mailer }: Deps): Promise<void> {
  await mailer.close();
  await closeDatabase(db);
}
