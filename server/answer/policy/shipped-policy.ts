import { ConstraintError, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { company } from '#db/schema/company.ts';
import { compensationPolicies } from '#db/schema/policies.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import { presetDocument, shippedPreset } from '#server/listen/policy-presets.ts';

/** Gives a company without any policy the shipped one, its rules named in the company's language. Safe at every start. */
export async function ensureShippedPolicy(deps: Deps): Promise<void> {
  const { db } = deps;
  const [ours] = await db.select({ locale: company.locale }).from(company);
  if (!ours || (await hasPolicy(deps))) return;
  const at = deps.now();
  const id = newId(deps);
  const number = 1;
  const document = presetDocument(shippedPreset, ours.locale);
  const times = { createdAt: at, activatedAt: at };
  await write(db, (tx) => {
    tx.run(db.insert(compensationPolicies).values({ id, number, status: 'active', document, ...times }));
    record(db, tx, { kind: 'policy-activated', at, data: { policyId: id, number, what: 'shipped' } });
  }).catch((error: unknown) => {
    // Another process that starts at the same time has given it.
    if (!(error instanceof ConstraintError)) throw error;
  });
}

async function hasPolicy({ db }: Deps): Promise<boolean> {
  const some = await db.select({ id: compensationPolicies.id }).from(compensationPolicies).limit(1);
  return some.length > 0;
}
