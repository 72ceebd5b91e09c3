import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { compensationPolicies } from '#db/schema/policies.ts';
import type { PolicyDocument, PolicyGuards } from '#db/schema/policy-parts.ts';
import type { Deps } from '#server/deps.ts';
import { presetDocument } from '#server/listen/policy-presets.ts';

/** A fifth of the order for every wrong of ours, with other guards or rules where said. */
export function aPolicyDocument(
  overrides: Partial<Omit<PolicyDocument, 'guards'>> & { guards?: Partial<PolicyGuards> } = {},
): PolicyDocument {
  const shipped = presetDocument('order-share', 'en');
  return { ...shipped, ...overrides, guards: { ...shipped.guards, ...overrides.guards } };
}

/** The policy in force. */
export async function anActivePolicy(deps: Deps, overrides: Parameters<typeof aPolicyDocument>[0] = {}) {
  const { db } = deps;
  const at = deps.now();
  const row = {
    id: newId(deps),
    number: 1,
    status: 'active' as const,
    document: aPolicyDocument(overrides),
    createdAt: at,
    activatedAt: at,
  };
  await write(db, (tx) => tx.run(db.insert(compensationPolicies).values(row)));
  return row;
}
