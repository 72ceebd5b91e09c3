import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { projectRoot } from '#db/project-root.ts';
import { main } from '#server/command-line/main.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';

interface Ended {
  code: number;
  out: string;
  err: string;
}

const folder = mkdtempSync(join(tmpdir(), 'amends-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('amends on the Telco sample', { timeout: 120_000 }, () => {
  const telco = sharedFile('data/telco/telco.csv');
  const expected = JSON.parse(readFileSync(sharedFile('data/telco/expected.json'), 'utf8'));
  const map = (...pairs: string[]) => pairs.flatMap((pair) => ['--map', pair]);
  const importCustomers = ['import', 'customers', telco, '--set', 'currency=USD'].concat(
    map('externalId=Customer ID', 'totalRevenue=Total Revenue', 'monthlyRevenue=Monthly Charge'),
  );
  const importDepartures = ['import', 'departures', telco, '--json', '--set', 'departedOn=2017-09-30'].concat(
    ['--where', 'Customer Status=Churned', '--reasons', sharedFile('data/telco/reasons.json')],
    map('externalId=Customer ID', 'reason=Churn Reason'),
  );

  beforeAll(async () => {
    const first = await amends('telco', importCustomers);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('7043 created') });
    expect(first.out).toContain('“Unlimited Data” stands in columns 34 and 35');
    const left = await amends('telco', importDepartures);
    expect(JSON.parse(left.out)).toMatchObject({ rows: 1869, created: 1869, stored: true });
  }, 120_000);

  test('the same files twice change nothing', async () => {
    const again = await amends('telco', [...importCustomers, '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ created: 0, changed: 0, unchanged: 7043 });
    const left = await amends('telco', importDepartures);
    expect(JSON.parse(left.out)).toMatchObject({ created: 0, changed: 0, unchanged: 1869 });
  });

  test('departures match the figures computed elsewhere, to the cent', async () => {
    const report = JSON.parse((await amends('telco', ['report', 'departures', '--json'])).out);
    expect(report.total).toBe(1869);
    expect(report.currency).toBe('USD');
    for (const [category, figures] of Object.entries<Record<string, number>>(expected.departuresByCategory)) {
      expect(report.byCategory[category]).toEqual({
        customers: figures.customers,
        lostMonthlyMinor: figures.lostMonthlyChargeCents,
      });
    }
    const byReason = Object.entries<{ customers: number }>(report.byReason);
    expect(Object.fromEntries(byReason.map(([reason, { customers }]) => [reason, customers]))).toEqual(
      expected.departuresByReason,
    );
  });

  test('tiers match the figures computed elsewhere', async () => {
    const { currency, ...tiers } = JSON.parse((await amends('telco', ['report', 'tiers', '--json'])).out);
    const { totalCents: _, ...figures } = expected.tiersByTotalRevenue;
    expect(currency).toBe('USD');
    for (const [tier, { customers, cents }] of Object.entries<Record<string, number>>(figures)) {
      expect(tiers[tier]).toEqual({ customers, valueMinor: cents });
    }
  });

  test('every figure kept stands a recount, and people can read the reports', async () => {
    expect(await amends('telco', ['doctor'])).toMatchObject({ code: 0 });
    expect((await amends('telco', ['report', 'tiers'])).out).toContain('gold    1,761  $12,891,937.04');
    expect((await amends('telco', ['report', 'departures'])).out).toContain(
      'competitor     841    $64,528.75',
    );
  });
});

describe('amends', { timeout: 60_000 }, () => {
  test('refuses a bad file with exit code 1, one JSON document and nothing stored', async () => {
    const path = join(folder, 'bad.csv');
    writeFileSync(path, 'externalId,email\nC-1,nobody\n');
    const refused = await amends('bad', ['import', 'customers', path, '--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({
      stored: false,
      problems: [{ line: 2, column: 'email', code: 'email-bad' }],
    });
    const told = await amends('bad', ['import', 'customers', path]);
    expect(told).toMatchObject({
      code: 1,
      out: expect.stringContaining('line 2, “email”: “nobody” is not an e-mail address'),
    });
  });

  test.each([
    [['report', 'nothing'], 'There is no such command'],
    [['import', 'customers'], 'This needs: amends import customers FILE.csv'],
    [['import', 'customers', 'x.csv', '--colour', 'red'], '--colour'],
    [['import', 'customers', 'x.csv', '--map', 'colour=Red'], 'There is no field colour'],
    [['import', 'customers', 'x.csv', '--map', 'name'], 'must look like --map name=value'],
  ])('says how it is called when it is called wrongly: %j', async (words, said) => {
    expect(await amends('usage', words)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(said),
    });
  });

  test('says that a file is not there, with exit code 1', async () => {
    const missing = await amends('usage', ['import', 'orders', 'nowhere.csv']);
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('There is no file nowhere.csv') });
  });

  test('only tries with --dry-run, and imports orders and earlier answers', async () => {
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const people = file('people.csv', 'externalId,name\nC-1,Ada\n');
    const tried = await amends('small', ['import', 'customers', people, '--dry-run', '--json']);
    expect(JSON.parse(tried.out)).toMatchObject({ created: 1, stored: false });
    expect((await amends('small', ['import', 'customers', people])).out).toContain('1 created');
    const orders = file(
      'orders.csv',
      'externalId,customerId,amount,currency,orderedOn\nO-1,C-1,12.5,SAR,2026-10-01\n',
    );
    expect((await amends('small', ['import', 'orders', orders])).out).toContain('1 created');
    const answers = file(
      'answers.csv',
      'customerId,orderId,measure,score,answeredOn,reason\nC-1,O-1,nps,3,2026-10-02,Late delivery\n',
    );
    expect((await amends('small', ['import', 'responses', answers])).out).toContain('1 created');
    expect((await amends('small', ['import', 'responses', answers])).out).toContain('1 unchanged');
    expect(JSON.parse((await amends('small', ['report', 'scores', '--json'])).out)).toMatchObject({
      '2026-10': { nps: { value: -100, n: 1 } },
    });
    expect(JSON.parse((await amends('small', ['report', 'reasons', '--json'])).out)).toMatchObject({
      '2026-10': { n: 1, byCategory: { service: { n: 1, share: 1 } } },
    });
  });
});

/** The program in this process; the bin that starts it is tried once below. */
async function amends(database: string, words: string[]): Promise<Ended> {
  const said = { out: '', err: '' };
  const keep = (where: 'out' | 'err') => (text: string | Uint8Array) => {
    said[where] += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep('err')),
  ];
  vi.stubEnv('AMENDS_DATABASE_URL', `file:${join(folder, database)}.db`);
  try {
    const code = await main(words);
    return { code, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

test(
  'the bin starts from any folder, prints its usage and ends with its exit code',
  { timeout: 60_000 },
  async () => {
    const bin = join(projectRoot, 'server/command-line/amends.mjs');
    const ended = await new Promise<Ended>((resolve) => {
      execFile(process.execPath, [bin, 'report', 'nothing'], { cwd: folder }, (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage: amends COMMAND') });
  },
);
