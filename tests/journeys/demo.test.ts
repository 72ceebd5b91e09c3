import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@libsql/client';
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

  test('shows every part of answering', async () => {
    const client = createClient({ url: `file:${join(folder, 'demo.db')}` });
    const found = await Promise.all(
      Object.entries(parts).map(async ([part, sql]) => [
        part,
        Number((await client.execute(sql)).rows[0]?.n),
      ]),
    );
    client.close();
    expect(found.filter(([, n]) => !(Number(n) > 0))).toEqual([]);
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

/** How many there are of each thing that the demo is there to show. */
const parts = {
  'points earned by answering': `SELECT count(*) n FROM grants WHERE role = 'reward' AND kind = 'points' AND status = 'issued'`,
  'points given for a wrong': `SELECT count(*) n FROM grants WHERE role = 'compensation' AND kind = 'points'`,
  'points redeemed': `SELECT count(*) n FROM ledger_transactions WHERE kind = 'points-redeemed'`,
  'points still held': `SELECT count(*) n FROM ledger_balances WHERE currency = 'PTS' AND balance_minor > 0`,
  'a draw with its winners': `SELECT count(*) n FROM lotteries l WHERE drawn_at IS NOT NULL AND tickets_hash IS NOT NULL
    AND EXISTS (SELECT 1 FROM lottery_wins w JOIN grants g ON g.id = w.grant_id WHERE w.lottery_id = l.id)`,
  'a draw still open': `SELECT count(*) n FROM lotteries WHERE drawn_at IS NULL`,
  ...commitments('company', ['kept', 'missed', 'withdrawn', 'open']),
  ...commitments('customer', ['kept', 'missed']),
  'promises due within hours': `SELECT count(*) n FROM commitments WHERE status = 'open'
    AND due_at BETWEEN unixepoch() * 1000 AND (unixepoch() + 86400) * 1000`,
  'cases put right, as the customer says': said('put-right'),
  'cases partly put right': said('partly'),
  'cases not put right': said('not-put-right'),
  'cases opened again': `SELECT count(*) n FROM cases WHERE reopenings > 0`,
  'cases put off': `SELECT count(*) n FROM cases WHERE snoozed_until > unixepoch() * 1000`,
  'clocks that ran out and were told of': `SELECT count(*) n FROM escalations`,
  'replies by mail': `SELECT count(*) n FROM case_replies WHERE message_id IS NOT NULL AND entered_by IS NULL`,
  'replies nobody has read': `SELECT count(*) n FROM cases WHERE unread_reply_at IS NOT NULL`,
  'enough cases without money to compare': `SELECT count(DISTINCT customer_id) >= 10 n FROM cases
    WHERE arm = 'call-only' AND opened_at < (unixepoch() - 90 * 86400) * 1000`,
  'enough cases with money to compare': `SELECT count(DISTINCT customer_id) >= 10 n FROM cases
    WHERE arm = 'offer' AND opened_at < (unixepoch() - 90 * 86400) * 1000`,
  'vouchers used': `SELECT count(*) n FROM vouchers WHERE status = 'redeemed'`,
  'vouchers that ended unused': `SELECT count(*) n FROM vouchers WHERE status = 'expired'`,
  'vouchers still good': `SELECT count(*) n FROM vouchers WHERE status = 'open'`,
  'things handed over': `SELECT count(*) n FROM fulfilments WHERE way = 'by-hand' AND state = 'done'`,
  'things to hand over': `SELECT count(*) n FROM fulfilments WHERE way = 'by-hand' AND state = 'waiting'`,
  'a hook that is paused': `SELECT count(*) n FROM alert_hooks h WHERE paused_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM hook_deliveries d WHERE d.hook_id = h.id AND d.state = 'failed')`,
  'nothing that waits to be posted': `SELECT count(*) = 0 n FROM hook_deliveries WHERE state = 'queued'`,
  'a queue kept by everybody who answers': `SELECT count(DISTINCT staff_id) = 5 n FROM saved_views WHERE page = '/inbox'`,
  'what is written of cases in all four languages': `SELECT count(DISTINCT s.locale) = 4 n FROM case_notes n
    JOIN staff s ON s.id = n.author_id`,
};

function commitments(by: string, statuses: string[]): Record<string, string> {
  const counted = (status: string) =>
    `SELECT count(*) n FROM commitments WHERE by = '${by}' AND status = '${status}'`;
  return Object.fromEntries(statuses.map((status) => [`promises by the ${by}: ${status}`, counted(status)]));
}

function said(answer: string): string {
  return `SELECT count(*) n FROM cases WHERE follow_up = '${answer}'`;
}

function startDemo(): ChildProcessWithoutNullStreams {
  const started = spawn(
    process.execPath,
    ['--import', 'tsx', 'server/demo/start.ts', '--port', String(port), '--data', folder, '--json'],
    { cwd: projectRoot },
  );
  started.stderr.resume();
  return started;
}
