import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { GuardError, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { apiKeys } from '#db/schema/staff.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import type { Actor } from './actor.ts';
import { hintOf, isKey, newKey } from './api-key.ts';
import { hashOf } from './secret-token.ts';
import { countAttempt } from './sign-in-attempts.ts';

const usedAgainAfterMinutes = 60;

export async function listKeys({ db }: Pick<Deps, 'db'>) {
  return db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      hint: apiKeys.hint,
      role: apiKeys.role,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .orderBy(sql`${apiKeys.revokedAt} IS NOT NULL`, desc(apiKeys.id));
}

/** Makes a key. It is told here and never again: only its hash is kept. */
export async function createKey(
  deps: Deps,
  actor: Actor,
  { name, role }: { name: string; role: 'manager' | 'agent' },
): Promise<{ id: string; key: string }> {
  const { db } = deps;
  const id = newId(deps);
  const at = deps.now();
  const key = newKey(deps.random);
  const row = { id, name, role, keyHash: hashOf(key), hint: hintOf(key), createdBy: actor.id, createdAt: at };
  await write(db, (tx) => {
    tx.run(db.insert(apiKeys).values(row));
    record(db, tx, { kind: 'key-created', at, actorId: actor.id, data: { keyId: id, name, role } });
  });
  return { id, key };
}

/** Ends a key at once and in every process: each call asks the database. */
export async function revokeKey(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  await write(db, (tx) => {
    tx.must(
      db
        .update(apiKeys)
        .set({ revokedAt: at })
        .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt))),
      'There is no such key in use.',
    );
    record(db, tx, { kind: 'key-revoked', at, actorId: actor.id, data: { keyId: id } });
  }).catch((error: unknown) => {
    if (error instanceof GuardError) throw new DomainError('not_found', error.message);
    throw error;
  });
}

/** Who calls with this key: the key itself, under its own name. It is found by its hash, so no comparison can be timed. */
export async function actorOfKey(deps: Deps, key: string): Promise<Actor | null> {
  if (!isKey(key)) return null;
  const [known] = await keyByHash(deps.db).execute({ keyHash: hashOf(key) });
  if (!known) return null;
  await noteUse(deps, known);
  const { id, name, role } = known;
  const { locale } = await theCompany(deps.db);
  return { id, name, email: '', role, locale, isKey: true };
}

/** Counts a wrong key against the address it came from, or fails with `tooManyAttempts`. */
export async function countWrongKey(deps: Deps, address: string | null): Promise<void> {
  await write(deps.db, (tx) => countAttempt(deps, tx, { kind: 'key', email: address ?? '', address }));
}

const keyByHash = preparedQuery((db) =>
  db
    .select({ id: apiKeys.id, name: apiKeys.name, role: apiKeys.role, lastUsedAt: apiKeys.lastUsedAt })
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, sql.placeholder('keyHash')), isNull(apiKeys.revokedAt)))
    .prepare(),
);

// Once an hour is enough to see which keys are in use, and spares every call a write.
async function noteUse({ db, now }: Deps, { id, lastUsedAt }: { id: string; lastUsedAt: Date | null }) {
  const at = now();
  const before = new Date(at.getTime() - usedAgainAfterMinutes * 60_000);
  if (lastUsedAt !== null && lastUsedAt >= before) return;
  await write(db, (tx) =>
    tx.run(
      db
        .update(apiKeys)
        .set({ lastUsedAt: at })
        .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before)))),
    ),
  );
}
