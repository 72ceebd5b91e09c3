import { openDatabase, type Database } from '#db/client.ts';
import type { PolicyGuards } from '#db/schema/policy-parts.ts';
import { closeDeps, type Deps } from '#server/deps.ts';
import { depsOn } from '#tests/support/answering-company.ts';
import { aCompany, grace } from '#tests/support/cast.ts';
import { anActivePolicy } from '#tests/support/policies.ts';
import { signedIn } from '#tests/support/signed-in.ts';
import { brokenGuards, spokenGuards } from './broken-guards.ts';
import { aGuardedCompany, askedEach } from './guarded-company.ts';
import { load, withDatabase, type BenchRow } from './load.ts';
import { theProduct } from './product.ts';

const mostTried = 100;

/** Bad answers 64 at a time against every guard at once: without a cooldown, so that the others meet the second answers, and with one. */
export async function benchGuards(amount: number): Promise<BenchRow[]> {
  const customers = Math.ceil(amount / askedEach);
  const guards = (companyEach: number, programEach: number, cooldownDays: number): PolicyGuards => ({
    budgetPerMonthMinor: customers * companyEach,
    budgetPerProgramMinor: { 'after-delivery': customers * programEach },
    capPerCustomer: { amountMinor: 200_000, months: 12 },
    cooldownDays,
    capPercentOfOrder: 150,
    run: { answers: 8, hours: 24 },
    holdsDuplicates: true,
    secondPersonAboveMinor: null,
    proposalDays: 14,
  });
  return [
    await guarded({
      name: 'bad answers against guards',
      customers,
      guards: guards(90_000, 25_000, 0),
      mustSpeak: [
        ...always,
        'no-compensation-program-budget',
        'no-compensation-already-given',
        'cut-to-cap',
        'cut-to-customer-cap',
      ],
    }),
    await guarded({
      name: 'bad answers against a cooldown',
      customers,
      guards: guards(45_000, 2_000, 30),
      mustSpeak: [...always, 'no-compensation-cooldown'],
    }),
  ];
}

const always = [
  'no-compensation-budget',
  'held-run-address',
  'held-run-device',
  'held-duplicate',
  'held-other-currency',
];

interface Guarded {
  name: string;
  customers: number;
  guards: PolicyGuards;
  /** What guards must have said, or the load did not reach them. */
  mustSpeak: string[];
}

function guarded({ name, customers, guards, mustSpeak }: Guarded): Promise<BenchRow> {
  return withDatabase(async (url) => {
    const deps = depsOn(url, await openDatabase({ url }));
    await aCompany(deps);
    await aPolicy(deps, guards);
    const headers = await signedIn(deps, await grace(deps));
    const requests = await aGuardedCompany(deps, customers);
    const product = await theProduct(url, { AMENDS_TRUST_PROXY: 'yes' });
    const amount = requests.length;
    const row = await load(product, { name, amount, request: (n) => requests[n] ?? '' });
    const passed = await approvedThoughHeld(deps.db, product.origin, headers);
    await product.stop();
    const broken = await brokenGuards(deps.db, { guards, home: 'SAR' });
    const spoken = await spokenGuards(deps.db);
    await closeDeps(deps);
    const silent = mustSpeak.filter((code) => !spoken[code]);
    const all = { ...broken, held: broken.held + passed };
    const total = Object.values(all).reduce((sum, n) => sum + n, 0);
    if (total > 0 || silent.length > 0 || row.note !== `${amount} × 201`)
      throw new Error(`Guards did not hold: ${JSON.stringify({ note: row.note, all, silent, spoken })}`);
    return {
      ...row,
      note: `${total} broken; ${row.note}; ${mustSpeak.map((code) => `${spoken[code]} ${code}`).join(', ')}`,
    };
  });
}

/** Money for the answers of one program, points for those of the other. */
async function aPolicy(deps: Deps, guards: PolicyGuards): Promise<void> {
  const approval = 'agent' as const;
  await anActivePolicy(deps, {
    rules: [
      {
        id: 'points',
        name: 'Points',
        when: { programs: ['after-delivery'] },
        give: { kind: 'points', amount: { points: 801 }, approval },
      },
      {
        id: 'share',
        name: 'Share',
        when: {},
        give: { kind: 'account-credit', amount: { percentOfOrder: 80 }, approval },
      },
    ],
    guards,
    points: { hundredWorthMinor: 9_999, leastToRedeem: 1 },
  });
}

/** How many of those held an agent can let through all the same. */
async function approvedThoughHeld(
  db: Database,
  origin: string,
  headers: Record<string, string>,
): Promise<number> {
  const held = await db.all<{ id: string }>(
    `SELECT id FROM grants WHERE held IS NOT NULL ORDER BY random() LIMIT ${mostTried}`,
  );
  const answers = await Promise.all(
    held.map(({ id }) =>
      fetch(`${origin}/api/grants/${id}/approval`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      }),
    ),
  );
  return answers.filter(({ status }) => status !== 403 && status !== 409).length;
}
