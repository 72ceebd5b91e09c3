import { spawnSync } from 'node:child_process';
import { projectRoot } from '#db/project-root.ts';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { start } from '#server/main.ts';

test('a port that is taken is told in words', async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'amends-start-'));
  const config = readConfig({
    AMENDS_DATABASE_URL: `file:${join(folder, 'a.db')}`,
    AMENDS_PORT: String(port),
    AMENDS_LOG: 'silent',
  });
  await expect(start(config)).rejects.toThrow(`Port ${port} is taken`);
});

test('wrong settings end the start with a line each, and no stack trace', () => {
  const program = `import('./server/main.ts').then(({ serveForever }) => serveForever())`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', program], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, AMENDS_PORT: 'abc', AMENDS_URL: 'nowhere', AMENDS_MAILER: 'smtp' },
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/AMENDS_PORT .*\n.*AMENDS_URL .*\n.*AMENDS_SMTP_URL /);
  expect(stderr).not.toMatch(/^\s+at /m);
});
