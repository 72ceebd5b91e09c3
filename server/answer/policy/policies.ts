import { alias } from 'drizzle-orm/sqlite-core';
import { and, desc, eq, max } from 'drizzle-orm';
import { GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { compensationPolicies } from '#db/schema/policies.ts';
import type { PolicyDocument } from '#db/schema/policy-parts.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError, type ErrorCode } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { decidedAfresh } from '#server/listen/decided-afresh.ts';
import { draftRefusal, policyRefusals, type Policy, type PolicyRefusal } from './policy.ts';
import { isUsable, policyProblems, problemsOf, type PolicyProblem } from './policy-check.ts';
import { knownTo } from './policy-known.ts';

type By = { deps: Deps; actor: Actor };

const maker = alias(staff, 'maker');
const activator = alias(staff, 'activator');

/** Every version, the newest first, without what it says. */
export async function policyVersions(db: Database) {
  const { document, createdBy: _, activatedBy: __, ...columns } = columnsOf;
  const rows = await db
    .select({ ...columns, document, createdBy: maker.name, activatedBy: activator.name })
    .from(compensationPolicies)
    .leftJoin(maker, eq(maker.id, compensationPolicies.createdBy))
    .leftJoin(activator, eq(activator.id, compensationPolicies.activatedBy))
    .orderBy(desc(compensationPolicies.number));
  return rows.map(({ document: said, ...version }) => ({ ...version, rules: said.rules.length }));
}

const columnsOf = {
  id: compensationPolicies.id,
  number: compensationPolicies.number,
  status: compensationPolicies.status,
  document: compensationPolicies.document,
  revision: compensationPolicies.revision,
  createdBy: compensationPolicies.createdBy,
  createdAt: compensationPolicies.createdAt,
  activatedBy: compensationPolicies.activatedBy,
  activatedAt: compensationPolicies.activatedAt,
  retiredAt: compensationPolicies.retiredAt,
};

/** One version with what it says and what is wrong with that. */
export async function policyWithProblems(db: Database, id: string) {
  const policy = await thePolicy(db, id);
  return { ...policy, problems: await checkPolicy(db, policy.document) };
}

/** What is wrong with a policy, kept or not. */
export async function checkPolicy(db: Database, document: PolicyDocument): Promise<PolicyProblem[]> {
  return problemsOf(document, await knownTo(db));
}

/** A new draft with the next number, from another version or anything else of the right shape. */
export async function draftPolicy(by: By, from: { id: string } | { document: PolicyDocument }) {
  const { deps } = by;
  const { document } = 'id' in from ? await thePolicy(deps.db, from.id) : from;
  return decidedAfresh(async () => {
    const id = newId(deps);
    const number = await nextNumber(deps.db);
    const row = {
      id,
      number,
      status: 'draft' as const,
      document,
      createdBy: by.actor.id,
      createdAt: deps.now(),
    };
    await write(deps.db, (tx) => {
      tx.run(deps.db.insert(compensationPolicies).values(row));
      tell(by, tx, { kind: 'policy-changed', policy: row, what: 'drafted' });
    });
    return { id, number };
  });
}

/** Saves a draft at the revision its editor had before her; whoever saved meanwhile is not overwritten. */
export async function saveDraft(by: By, id: string, saved: { document: PolicyDocument; revision: number }) {
  const { db } = by.deps;
  const policy = await thePolicy(db, id);
  refuseIf(draftRefusal(policy, saved.revision));
  const revision = saved.revision + 1;
  await change(by, 'saved-meanwhile', (tx) => {
    const { document } = saved;
    tx.must(
      db.update(compensationPolicies).set({ document, revision }).where(isDraftAt(id, saved.revision)),
      policyRefusals['saved-meanwhile'],
    );
    tell(by, tx, { kind: 'policy-changed', policy, what: 'saved' });
  });
  return { revision, problems: await checkPolicy(db, saved.document) };
}

/** Switches a draft on in the place of the policy in force. What it says never changes from then on. */
export async function activatePolicy(by: By, id: string, { revision }: { revision: number }): Promise<void> {
  const { db, now } = by.deps;
  const policy = await thePolicy(db, id);
  refuseIf(draftRefusal(policy, revision));
  const problems = await checkPolicy(db, policy.document);
  if (!isUsable(problems))
    throw new DomainError('invalid', policyRefusals['has-problems'], fieldsOf(problems));
  const at = now();
  const isOn = { status: 'active' as const, activatedBy: by.actor.id, activatedAt: at };
  await change(by, 'saved-meanwhile', (tx) => {
    tx.run(retired(db, at, eq(compensationPolicies.status, 'active')));
    tx.must(
      db.update(compensationPolicies).set(isOn).where(isDraftAt(id, revision)),
      policyRefusals['saved-meanwhile'],
    );
    tell(by, tx, { kind: 'policy-activated', policy, what: 'activated' });
  });
}

/** Lets a draft go, or switches the policy in force off: then an apology alone answers every wrong. */
export async function retirePolicy(by: By, id: string): Promise<void> {
  const { db, now } = by.deps;
  const policy = await thePolicy(db, id);
  const { status } = policy;
  refuseIf(status === 'retired' ? 'retired-already' : null);
  const asItWas = and(eq(compensationPolicies.id, id), eq(compensationPolicies.status, status));
  await change(by, 'retired-already', (tx) => {
    tx.must(retired(db, now(), asItWas), policyRefusals['retired-already']);
    tell(by, tx, { kind: 'policy-changed', policy, what: status === 'draft' ? 'discarded' : 'retired' });
  });
}

const retired = (db: Database, at: Date, which: ReturnType<typeof and>) =>
  db.update(compensationPolicies).set({ status: 'retired', retiredAt: at }).where(which);

const isDraftAt = (id: string, revision: number) =>
  and(
    eq(compensationPolicies.id, id),
    eq(compensationPolicies.status, 'draft'),
    eq(compensationPolicies.revision, revision),
  );

async function thePolicy(db: Database, id: string): Promise<Policy> {
  const [policy] = await db.select().from(compensationPolicies).where(eq(compensationPolicies.id, id));
  if (!policy) throw new DomainError('not_found', 'There is no such policy.');
  return policy;
}

async function nextNumber(db: Database): Promise<number> {
  const [last] = await db.select({ number: max(compensationPolicies.number) }).from(compensationPolicies);
  return (last?.number ?? 0) + 1;
}

async function change(by: By, lost: PolicyRefusal, store: (tx: Tx) => void): Promise<void> {
  await write(by.deps.db, store).catch((error: unknown) => {
    if (error instanceof GuardError) refuseIf(lost);
    throw error;
  });
}

function tell(
  { deps, actor }: By,
  tx: Tx,
  told: { kind: 'policy-changed' | 'policy-activated'; policy: Pick<Policy, 'id' | 'number'>; what: string },
): void {
  const { kind, policy, what } = told;
  const data = { policyId: policy.id, number: policy.number, what };
  record(deps.db, tx, { kind, at: deps.now(), actorId: actor.id, data });
}

const codes = {
  'not-a-draft': 'conflict',
  'saved-meanwhile': 'conflict',
  'retired-already': 'conflict',
  'has-problems': 'invalid',
} as const satisfies Record<PolicyRefusal, ErrorCode>;

/** `fields.refusal` lets the desk say it in the reader's language. */
function refuseIf(refusal: PolicyRefusal | null): void {
  if (refusal) throw new DomainError(codes[refusal], policyRefusals[refusal], { refusal });
}

const fieldsOf = (problems: PolicyProblem[]): Record<string, string> =>
  Object.fromEntries(
    problems.filter(({ isWarning }) => !isWarning).map(({ path, code }) => [path, policyProblems[code]]),
  );
