import { and, eq, inArray } from 'drizzle-orm';
import { ConstraintError, GuardError, write, type Database } from '#db/client.ts';
import { suppressions } from '#db/schema/email.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { addressKey, type SuppressionReason } from '../email/suppression.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { findCustomer } from './customers.ts';

/** What she said herself, to us or to her mail provider, is hers to take back. */
const liftable: SuppressionReason[] = ['by-hand', 'bounced'];

const notBlocked = 'This address is not blocked.';

/** Why the customer's address is not mailed, since when, and whether a person may allow it again. */
export async function addressBlockOf(db: Database, customerId: string) {
  const { email } = await findCustomer(db, customerId);
  if (!email) return { block: null };
  const [row] = await db
    .select()
    .from(suppressions)
    .where(eq(suppressions.email, addressKey(email)));
  if (!row) return { block: null };
  const { reason, note, at } = row;
  return { block: { reason, note, at, isLiftable: liftable.includes(reason) } };
}

/** No mail goes to this address until a person allows it again. */
export async function blockAddress(deps: Deps, actor: Actor, customerId: string, note: string | null) {
  const { db } = deps;
  const email = await emailOf(db, customerId);
  const at = deps.now();
  await write(db, (tx) => {
    tx.run(db.insert(suppressions).values({ email, reason: 'by-hand', note, at }));
    record(db, tx, { kind: 'address-blocked', at, actorId: actor.id, customerId, data: { note } });
  }).catch((error: unknown) => {
    if (!(error instanceof ConstraintError)) throw error;
    throw new DomainError('conflict', 'This address is blocked already.');
  });
}

/** Lets mail go to the address again where a person of the company may say so. */
export async function allowAddress(deps: Deps, actor: Actor, customerId: string) {
  const { db } = deps;
  const email = await emailOf(db, customerId);
  const { block } = await addressBlockOf(db, customerId);
  if (!block) throw new DomainError('conflict', notBlocked);
  if (!block.isLiftable) {
    throw new DomainError(
      'conflict',
      'The customer said no to our mail. Only the customer can take that back.',
    );
  }
  const at = deps.now();
  const blocked = and(eq(suppressions.email, email), inArray(suppressions.reason, liftable));
  await write(db, (tx) => {
    tx.must(db.delete(suppressions).where(blocked), notBlocked);
    record(db, tx, {
      kind: 'address-allowed',
      at,
      actorId: actor.id,
      customerId,
      data: { reason: block.reason },
    });
  }).catch((error: unknown) => {
    throw error instanceof GuardError ? new DomainError('conflict', notBlocked) : error;
  });
}

async function emailOf(db: Database, customerId: string): Promise<string> {
  const { email } = await findCustomer(db, customerId);
  if (!email) throw new DomainError('invalid', 'This customer has no e-mail address.');
  return addressKey(email);
}
