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
