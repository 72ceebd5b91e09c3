import { desc, eq } from 'drizzle-orm';
import { GuardError, write, type Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { alertHooks, eventTails, hookDeliveries } from '#db/schema/alerts.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record, type EventKind } from '#server/events/events.ts';
import { problemOf } from '#server/http/post-out.ts';
import { beginTail } from './event-tails.ts';
import { hostOf, secretFrom, type Hook } from './hook.ts';
import { testBodyOf } from './hook-body.ts';
import { addDelivery, lastDeliveries } from './hook-deliveries.ts';
import { hookTail, tellingFor } from './hook-tail.ts';

type By = { deps: Deps; actor: Actor };
type Chosen = Pick<Hook, 'name' | 'kind' | 'url' | 'kinds' | 'leastSeverity' | 'locale'>;

const unknown = 'There is no such hook.';

/** All hooks with what became of their last posts. The address is not told again: who knows it may post there. */
export async function listHooks(db: Database) {
  const hooks = await db.select().from(alertHooks).orderBy(desc(alertHooks.id));
  return Promise.all(
    hooks.map(async ({ url, secret: _secret, createdBy: _by, ...hook }) => ({
      ...hook,
      host: hostOf(url),
      deliveries: await lastDeliveries(db, hook.id),
    })),
  );
}

/** The secret of a hook of one's own is told here and never again. */
export async function addHook(
  { deps, actor }: By,
  chosen: Chosen,
): Promise<{ id: string; secret: string | null }> {
  const { db } = deps;
  checkAddress(deps, chosen.url);
  const id = newId(deps);
  const secret = chosen.kind === 'generic' ? secretFrom(deps.random) : null;
  const at = deps.now();
  await write(db, (tx) => {
    tx.run(db.insert(alertHooks).values({ ...chosen, id, secret, createdBy: actor.id, createdAt: at }));
    // It has told nothing yet, so its first post waits for nothing.
    beginTail(tx, hookTail(id), new Date(0));
    record(db, tx, happened({ deps, actor }, 'alert-hook-added', { id, name: chosen.name }));
  });
  return { id, secret };
}

/** `isPaused: false` lets a paused one hear again: of what happens from then on. */
export async function changeHook(
  { deps, actor }: By,
  id: string,
  { isPaused, ...change }: Partial<Omit<Chosen, 'kind'>> & { isPaused?: false | undefined },
): Promise<void> {
  const { db } = deps;
  if (change.url !== undefined) checkAddress(deps, change.url);
  const before = await hookOf(db, id);
  const isResumed = isPaused === false && before.pausedAt !== null;
  const resumed = isResumed && { pausedAt: null, pausedBecause: null };
  const set = { ...change, ...resumed, name: change.name ?? before.name };
  await write(db, (tx) => {
    tx.must(db.update(alertHooks).set(set).where(eq(alertHooks.id, id)), unknown);
    if (isResumed) {
      tx.run(db.delete(eventTails).where(eq(eventTails.name, hookTail(id))));
      beginTail(tx, hookTail(id), new Date(0));
    }
    record(db, tx, happened({ deps, actor }, 'alert-hook-changed', { id, name: set.name }));
  }).catch(asNotFound);
}

export async function removeHook({ deps, actor }: By, id: string): Promise<void> {
  const { db } = deps;
  const { name } = await hookOf(db, id);
  await write(db, (tx) => {
    tx.run(db.delete(hookDeliveries).where(eq(hookDeliveries.hookId, id)));
    tx.run(db.delete(eventTails).where(eq(eventTails.name, hookTail(id))));
    tx.must(db.delete(alertHooks).where(eq(alertHooks.id, id)), unknown);
    record(db, tx, happened({ deps, actor }, 'alert-hook-removed', { id, name }));
  }).catch(asNotFound);
}

/** Posts a sentence that says it is a test: once, whatever becomes of it. */
export async function testHook(deps: Deps, id: string): Promise<void> {
  const hook = await hookOf(deps.db, id);
  const body = testBodyOf[hook.kind](await tellingFor(deps, hook));
  await write(deps.db, (tx) => addDelivery(deps, tx, { hook, body, isTest: true }));
}

async function hookOf(db: Database, id: string): Promise<Hook> {
  const [hook] = await db.select().from(alertHooks).where(eq(alertHooks.id, id));
  if (!hook) throw new DomainError('not_found', unknown);
  return hook;
}

const addressProblems = {
  address: 'This is no web address.',
  https: 'Only addresses that start with https:// are posted to.',
  private: 'This address is not of the public internet.',
} as const;

function checkAddress({ config }: Deps, url: string): void {
  const problem = problemOf(url, { mayBePrivate: config.privateHooks });
  if (problem) throw new DomainError('invalid', addressProblems[problem], { url: problem });
}

function happened({ deps, actor }: By, kind: EventKind, { id, name }: Pick<Hook, 'id' | 'name'>) {
  return { kind, at: deps.now(), actorId: actor.id, data: { hookId: id, name } };
}

function asNotFound(error: unknown): never {
  throw error instanceof GuardError ? new DomainError('not_found', unknown) : error;
}
