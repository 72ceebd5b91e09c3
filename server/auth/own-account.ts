import { eq } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { staff } from '#db/schema/staff.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import type { Actor } from './actor.ts';
import { addPassword, changePassword, hashed, isPasswordOf, passwordAccount } from './passwords.ts';
import { closeSessions } from './sessions.ts';
import { countAttempt, forgetAttempts } from './sign-in-attempts.ts';

export interface OwnChange {
  name?: string | undefined;
  locale?: Actor['locale'] | undefined;
  /** `current` is needed where a password stands already. */
  password?: { current?: string | undefined; next: string } | undefined;
  /** The session that asks; a new password ends every other. */
  session: string | null;
}

export async function hasPassword(deps: Deps, actor: Actor): Promise<boolean> {
  return (await passwordAccount(deps, actor.id)) !== null;
}

/** What a person may change about herself. */
export async function changeOwnAccount(deps: Deps, actor: Actor, change: OwnChange): Promise<void> {
  const { name = actor.name, locale = actor.locale, password, session } = change;
  const setPassword = password && (await newPasswordOf(deps, actor, password));
  const at = deps.now();
  await write(deps.db, (tx) => {
    tx.run(deps.db.update(staff).set({ name, locale, updatedAt: at }).where(eq(staff.id, actor.id)));
    if (setPassword) {
      setPassword(tx);
      closeSessions(deps, tx, actor.id, session);
    }
    const data = { staffId: actor.id, password: password ? 'changed' : undefined };
    record(deps.db, tx, { kind: 'staff-changed', actorId: actor.id, at, data });
  });
}

async function newPasswordOf(
  deps: Deps,
  actor: Actor,
  { current, next }: { current?: string | undefined; next: string },
) {
  const account = await passwordAccount(deps, actor.id);
  if (account) await checkCurrent(deps, actor, current ?? '');
  const hash = await hashed(deps, next);
  return (tx: Tx) =>
    account
      ? changePassword(deps, tx, { accountId: account.id, hash })
      : addPassword(deps, tx, { staffId: actor.id, hash });
}

async function checkCurrent(deps: Deps, actor: Actor, current: string): Promise<void> {
  const attempt = { kind: 'password', email: actor.email, address: `session of ${actor.id}` } as const;
  await write(deps.db, (tx) => countAttempt(deps, tx, attempt));
  if (!(await isPasswordOf(deps, actor.id, current))) {
    const message = 'This is not your present password.';
    throw new DomainError('invalid', message, { 'password.current': message });
  }
  await write(deps.db, (tx) => forgetAttempts(deps, tx, attempt));
}
