import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readConfig, type Config } from '#server/config.ts';
import { start } from '#server/main.ts';

/** The whole product on a fresh database and a free port, as `npm start` runs it. Ends with the file's tests. */
export async function aRunningAmends(prepare: (config: Config) => Promise<void> = async () => {}) {
  const folder = mkdtempSync(join(tmpdir(), 'amends-journey-'));
  const config = readConfig({
    AMENDS_DATABASE_URL: `file:${join(folder, 'journey.db')}`,
    AMENDS_PORT: String(await freePort()),
    AMENDS_LOG: 'warn',
  });
  await prepare(config);
  const running = await start(config);
  afterAll(async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { deps: running.deps, url: config.url };
}

export function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => settle(port));
    });
  });
}
