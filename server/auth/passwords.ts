import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { staffAccounts } from '#db/schema/staff.ts';
import type { Deps } from '../deps.ts';
import { authFor } from './better-auth.ts';

export async function hashed(deps: Deps, password: string): Promise<string> {
  return (await authFor(deps).$context).password.hash(password);
}

/** The account that holds a person's password, the way better-auth finds it. */
export async function passwordAccount({ db }: Pick<Deps, 'db'>, staffId: string) {
  const [account] = await db
    .select({ id: staffAccounts.id, password: staffAccounts.password })
    .from(staffAccounts)
    .where(and(eq(staffAccounts.staffId, staffId), eq(staffAccounts.providerId, 'credential')));
  return account ?? null;
}

export async function isPasswordOf(deps: Deps, staffId: string, password: string): Promise<boolean> {
  const account = await passwordAccount(deps, staffId);
  if (!account?.password) return false;
  return (await authFor(deps).$context).password.verify({ hash: account.password, password });
}

export function addPassword(deps: Deps, tx: Tx, { staffId, hash }: { staffId: string; hash: string }): void {
  const now = deps.now();
  tx.run(
    deps.db.insert(staffAccounts).values({
      id: newId(deps),
      staffId,
      accountId: staffId,
      providerId: 'credential',
      password: hash,
      createdAt: now,
      updatedAt: now,
    }),
  );
}

export function changePassword(deps: Deps, tx: Tx, { accountId, hash }: { accountId: string; hash: string }) {
  tx.must(
    deps.db
      .update(staffAccounts)
      .set({ password: hash, updatedAt: deps.now() })
      .where(eq(staffAccounts.id, accountId)),
    'This account is gone.',
  );
}
