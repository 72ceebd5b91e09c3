import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '#db/project-root.ts';
import { freePort } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const port = await freePort();
const url = `http://localhost:${port}`;
const { visitor, shoot } = await visitors('demo', url);
const folder = mkdtempSync(join(tmpdir(), 'amends-demo-'));
let demo: ChildProcessWithoutNullStreams;
let printed = '';
let links: { survey: string; manager: string; agent: string };

describe('the demo', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    demo = startDemo();
    demo.stdout.on('data', (said) => (printed += said));
    await Promise.race([once(demo.stdout, 'data'), once(demo, 'exit')]);
    links = JSON.parse(printed);
  }, 300_000);

  afterAll(() => {
    demo.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('gives three links that answer at once', async () => {
    expect(Object.keys(links)).toEqual(['survey', 'manager', 'agent']);
    for (const link of Object.values(links)) expect((await fetch(link)).status).toBe(200);
  });

  test('signs the manager in to her dashboard', async () => {
    const page = await visitor();
    await page.goto(links.manager);
    await page.getByText('Net Promoter Score').first().waitFor();
    await page.getByText('Why they left').waitFor();
    await shoot(page, 'overview');
    await page.close();
  });

  test('signs the agent in to her inbox, where customers wait', async () => {
    const page = await visitor();
    await page.goto(links.agent);
    await page.getByRole('heading', { name: 'Waiting for an answer' }).waitFor();
    await page.getByRole('button', { name: 'Contacted' }).waitFor();
    await shoot(page, 'inbox');
    await page.close();
  });

  test('takes the answer of the customer', async () => {
    const page = await visitor({ ...onPhone, locale: 'en-GB' });
    await page.goto(links.survey);
    await page.locator('[name=recommend][value="9"]').check();
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await shoot(page, 'thank-you');
  });

  test('ends when it is told to, having printed one document and nothing else', async () => {
    demo.kill('SIGINT');
    expect(await once(demo, 'exit')).toEqual([0, null]);
    expect(JSON.parse(printed)).toEqual(links);
  });

  test('leaves books that stand a recount', async () => {
    const doctor = join(projectRoot, 'server/command-line/amends.mjs');
    const env = { ...process.env, AMENDS_DATABASE_URL: `file:${join(folder, 'demo.db')}` };
    const { stdout } = await run(process.execPath, [doctor, 'doctor', '--json'], { env });
    const { findings } = JSON.parse(stdout) as { findings: { isWell: boolean }[] };
    expect(findings.filter(({ isWell }) => !isWell)).toEqual([]);
  });
});

const run = promisify(execFile);

function startDemo(): ChildProcessWithoutNullStreams {
  const started = spawn(
    process.execPath,
    ['--import', 'tsx', 'server/demo/start.ts', '--port', String(port), '--data', folder, '--json'],
    { cwd: projectRoot },
  );
  started.stderr.resume();
  return started;
}
