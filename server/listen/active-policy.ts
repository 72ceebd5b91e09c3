import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { compensationPolicies } from '#db/schema/policies.ts';
import type { PolicyDocument } from '#db/schema/policy-parts.ts';
import type { ActivePolicy } from './policy-decision.ts';
import { presetDocument, shippedPreset } from './policy-presets.ts';

const documents = new WeakMap<Database, Map<string, PolicyDocument>>();

/** What decides while a company has never had a policy of its own. */
const shipped: ActivePolicy = { id: null, document: presetDocument(shippedPreset, 'en') };

/** Which policy is in force, and whether one ever was: parts of whatever query asks for it. */
export const inForce = {
  activeId: sql<string | null>`(SELECT id FROM compensation_policies WHERE status = 'active')`,
  wasEverActive: sql<number>`EXISTS (SELECT 1 FROM compensation_policies WHERE activated_at IS NOT NULL)`,
};

/** The company's own policy in force, or null where it has none or has switched it off. */
export async function activePolicy(db: Database): Promise<{ id: string; document: PolicyDocument } | null> {
  const [found] = await db.all<{ id: string | null }>(sql`SELECT ${inForce.activeId} AS id`);
  return found?.id ? { id: found.id, document: await documentOf(db, found.id) } : null;
}

/** The policy in force by its id, or null where the company has switched it off. */
export async function policyInForce(
  db: Database,
  { activeId, wasEverActive }: { activeId: string | null; wasEverActive: boolean },
): Promise<ActivePolicy | null> {
  if (activeId !== null) return { id: activeId, document: await documentOf(db, activeId) };
  return wasEverActive ? null : shipped;
}

/** A policy that was active never changes, so its document is read once a process. */
async function documentOf(db: Database, id: string): Promise<PolicyDocument> {
  const known = documents.get(db) ?? new Map<string, PolicyDocument>();
  documents.set(db, known);
  const document = known.get(id) ?? (await readDocument(db, id));
  known.set(id, document);
  return document;
}

async function readDocument(db: Database, id: string): Promise<PolicyDocument> {
  const [policy] = await db
    .select({ document: compensationPolicies.document })
    .from(compensationPolicies)
    .where(eq(compensationPolicies.id, id));
  if (!policy) throw new Error('The policy in force is not there');
  return policy.document;
}
