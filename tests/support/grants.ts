import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { grants } from '#db/schema/grants.ts';
import { compensationPolicies } from '#db/schema/policies.ts';
import type { PolicyDocument } from '#db/schema/policy-parts.ts';
import { issueGrant } from '#server/answer/grants/issuing.ts';
import type { Deps } from '#server/deps.ts';

type Row<T extends { $inferInsert: object }> = T['$inferInsert'];

/** An approved thank-you of 100.00 SAR in credit, or another grant by overrides. */
export async function anApprovedGrant(
  deps: Deps,
  overrides: Partial<Row<typeof grants>> & { customerId: string },
) {
  const row = {
    id: newId(deps),
    role: 'reward' as const,
    kind: 'account-credit' as const,
    amountMinor: 10_000,
    currency: overrides.kind === 'points' ? 'PTS' : 'SAR',
    status: 'approved' as const,
    rule: 'thanks',
    why: [],
    proposedAt: deps.now(),
    ...overrides,
  };
  await write(deps.db, (tx) => tx.run(deps.db.insert(grants).values(row)));
  return row;
}

export async function anIssuedGrant(...[deps, overrides]: Parameters<typeof anApprovedGrant>) {
  const grant = await anApprovedGrant(deps, overrides);
  await issueGrant(deps, grant.id);
  return grant;
}

/** An active policy: 100 points are worth 50.00, from 100 points on; no guards but the cap. */
export async function anActivePolicy(
  deps: Deps,
  { points, ...guards }: Partial<PolicyDocument['guards']> & { points?: PolicyDocument['points'] } = {},
) {
  const document: PolicyDocument = {
    rules: [],
    guards: {
      budgetPerMonthMinor: null,
      budgetPerProgramMinor: {},
      capPerCustomer: null,
      cooldownDays: 0,
      capPercentOfOrder: 150,
      run: null,
      holdsDuplicates: false,
      secondPersonAboveMinor: null,
      proposalDays: 14,
      ...guards,
    },
    points: points ?? { hundredWorthMinor: 5_000, leastToRedeem: 100 },
    holdoutPercent: 0,
  };
  const row = { id: newId(deps), number: 1, status: 'active' as const, document, createdAt: deps.now() };
  await write(deps.db, (tx) => tx.run(deps.db.insert(compensationPolicies).values(row)));
  return row;
}
