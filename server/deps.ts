import { webcrypto } from 'node:crypto';
import { pino, type Logger } from 'pino';
import { closeDatabase, openDatabase, type Database } from '#db/client.ts';
import type { Config } from './config.ts';
import type { Mailer } from './email/mailer.ts';
import { mailerFor } from './email/mailers.ts';
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
}

export async function buildDeps(config: Config): Promise<Deps> {
  const log = pino({ level: config.logLevel });
  return {
    db: await openDatabase(config.database),
    mailer: mailerFor(config),
    now: () => new Date(),
    random: (bytes) => webcrypto.getRandomValues(new Uint8Array(bytes)),
    config,
    secret: secretFor(config),
    log,
  };
}

export async function closeDeps({ db, mailer }: Deps): Promise<void> {
  await mailer.close();
  await closeDatabase(db);
}
