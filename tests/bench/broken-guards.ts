import type { Database } from '#db/client.ts';
import type { PolicyGuards } from '#db/schema/policy-parts.ts';

interface Given {
  id: string;
  customerId: string;
  email: string;
  orderId: string;
  orderMinor: number;
  orderCurrency: string;
  wrong: string;
  status: string;
  programId: string | null;
  byPolicy: number;
  isHeld: number;
  decided: number;
  currency: string;
  worthMinor: number;
  at: number;
  fromAddress: string | null;
  fromDevice: string | null;
}

export type Guard =
  | 'budget'
  | 'cap'
  | 'cooldown'
  | 'once per order and wrong'
  | 'share of an order'
  | 'run'
  | 'twins'
  | 'other currency'
  | 'held';

/** How often each guard is found broken, counted from the rows alone and by none of the product's rules. */
export async function brokenGuards(
  db: Database,
  { guards, home }: { guards: PolicyGuards; home: string },
): Promise<Record<Guard, number>> {
  const given = await db.all<Given>(standing);
  const byPolicy = given.filter((grant) => grant.byPolicy === 1);
  const inBounds = given.filter(({ currency }) => currency === home);
  const unseen = byPolicy.filter(({ isHeld }) => isHeld === 0);
  const budgetOf = (scope: string) =>
    scope === 'company' ? guards.budgetPerMonthMinor : (guards.budgetPerProgramMinor[scope] ?? null);
  const budgeted = inBounds.filter((grant) => grant.byPolicy === 1);
  const spent = [...grouped(budgeted, () => 'company'), ...grouped(budgeted, ({ programId }) => programId)];
  const stored = await db.all<{ scope: string; usedMinor: number }>(
    `SELECT scope, sum(used_minor) AS usedMinor FROM budget_use WHERE currency = '${home}' GROUP BY scope`,
  );
  const cap = guards.capPerCustomer?.amountMinor ?? Infinity;
  const cooldown = guards.cooldownDays * 86_400_000;
  const most = guards.run?.answers ?? Infinity;
  return {
    budget: count(
      spent,
      ([scope, all]) =>
        worth(all) > (budgetOf(scope) ?? Infinity) ||
        worth(all) !== stored.find((use) => use.scope === scope)?.usedMinor,
    ),
    cap: count(
      grouped(inBounds, ({ customerId }) => customerId),
      ([, hers]) => worth(hers) > cap,
    ),
    cooldown: count(byPolicy, (grant) =>
      given.some(
        (other) =>
          other.customerId === grant.customerId &&
          other.id !== grant.id &&
          Math.abs(grant.at - other.at) < cooldown,
      ),
    ),
    'once per order and wrong': count(
      grouped(given, ({ orderId, wrong }) => `${orderId} ${wrong}`),
      ([, same]) => same.length > 1,
    ),
    'share of an order': count(
      grouped(
        given.filter(({ currency, orderCurrency }) => currency === orderCurrency),
        ({ orderId }) => orderId,
      ),
      ([, all]) => worth(all) > Math.floor(((all[0]?.orderMinor ?? 0) * guards.capPercentOfOrder) / 100),
    ),
    run: count(
      [
        ...grouped(unseen, ({ fromAddress }) => fromAddress),
        ...grouped(unseen, ({ fromDevice }) => fromDevice),
      ],
      ([, run]) => run.length > most,
    ),
    twins: count(
      grouped(unseen, ({ email }) => email),
      ([, same]) => guards.holdsDuplicates && new Set(same.map(({ customerId }) => customerId)).size > 1,
    ),
    'other currency': count(unseen, ({ currency }) => currency !== home),
    held: count(
      byPolicy,
      ({ isHeld, status, decided }) => isHeld === 1 && (status !== 'proposed' || decided > 0),
    ),
  };
}

const worth = (all: Given[]): number => all.reduce((sum, { worthMinor }) => sum + worthMinor, 0);

const count = <T>(all: T[], isBroken: (one: T) => boolean): number => all.filter(isBroken).length;

function grouped(all: Given[], key: (grant: Given) => string | null): [string, Given[]][] {
  const groups = new Map<string, Given[]>();
  for (const grant of all) {
    const group = key(grant);
    if (group === null) continue;
    const known = groups.get(group);
    if (known) known.push(grant);
    else groups.set(group, [grant]);
  }
  return [...groups];
}

/** Points count in the company's currency, by what they were worth. */
const standing = `SELECT g.id, g.customer_id AS customerId, c.email, g.order_id AS orderId, o.amount_minor AS orderMinor,
    o.currency AS orderCurrency, g.wrong, g.status, g.program_id AS programId, g.policy_id IS NOT NULL AS byPolicy,
    g.held IS NOT NULL AS isHeld, (SELECT count(*) FROM grant_decisions d WHERE d.grant_id = g.id)
      + (SELECT count(*) FROM ledger_transactions t WHERE t.grant_id = g.id) AS decided,
    iif(g.currency = 'PTS', (SELECT currency FROM company), g.currency) AS currency,
    iif(g.currency = 'PTS', json_extract(g.details, '$.worthMinor'), g.amount_minor) AS worthMinor,
    g.proposed_at AS at, k.from_address AS fromAddress, k.from_device AS fromDevice
  FROM grants g JOIN customers c ON c.id = g.customer_id JOIN orders o ON o.id = g.order_id
    LEFT JOIN cases k ON k.id = g.case_id
  WHERE g.role = 'compensation' AND g.status NOT IN ('declined', 'expired', 'reversed')`;

/** How often the guards spoke, by what they said. */
export async function spokenGuards(db: Database): Promise<Record<string, number>> {
  const rows = await db.all<{ code: string; n: number }>(
    `SELECT w.value ->> 'code' AS code, count(*) AS n FROM cases k, json_each(k.why) w GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ code, n }) => [code, n]));
}
