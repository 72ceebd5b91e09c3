import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from './config.ts';

/** The configured secret, or one made once and kept beside a file database, readable by its owner only. */
export function secretFor(config: Config): string {
  if (config.secret) return config.secret;
  const path = `${config.database.url.replace(/^file:(\/\/)?/, '')}.secret`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(path, 'utf8').trim();
}
