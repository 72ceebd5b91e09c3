import { and, eq } from 'drizzle-orm';
import { ConstraintError, write } from '#db/client.ts';
import { suppressions } from '#db/schema/email.ts';
import { invitations } from '#db/schema/programs.ts';
import type { Deps } from '../deps.ts';
import { addressKey } from '../email/suppression.ts';
import { suppressionsOf } from '../email/suppressions.ts';
import { record } from '../events/events.ts';
import { hashOf } from './invitation.ts';

export interface Subscription {
  invitationId: string;
  customerId: string;
  email: string;
  locale: string;
  isUnsubscribed: boolean;
}

/** The address a mail's unsubscribe link stands for; null for a token nobody was sent. */
export async function subscriptionOf(deps: Deps, token: string): Promise<Subscription | null> {
  const [invitation] = await deps.db
    .select({
      invitationId: invitations.id,
      customerId: invitations.customerId,
      email: invitations.email,
      locale: invitations.locale,
    })
    .from(invitations)
    .where(eq(invitations.tokenHash, hashOf(token)));
  if (!invitation?.email) return null;
  const { email } = invitation;
  const suppressed = await suppressionsOf(deps.db, [email]);
  return { ...invitation, email, isUnsubscribed: suppressed.has(addressKey(email)) };
}

export async function unsubscribe({ db, now }: Deps, subscription: Subscription): Promise<void> {
  if (subscription.isUnsubscribed) return;
  const { email, invitationId, customerId } = subscription;
  const at = now();
  const row = { email: addressKey(email), reason: 'unsubscribed', invitationId, at } as const;
  await write(db, (tx) => {
    tx.run(db.insert(suppressions).values(row));
    record(db, tx, { kind: 'unsubscribed', at, customerId, data: { invitationId } });
  }).catch((error: unknown) => {
    // Two clicks at once: the other one has done it.
    if (!(error instanceof ConstraintError)) throw error;
  });
}

/** Takes back her own unsubscribing. A bounce, a complaint or a block by hand is not hers to lift. */
export async function resubscribe({ db, now }: Deps, subscription: Subscription): Promise<void> {
  const { email, invitationId, customerId } = subscription;
  const own = and(eq(suppressions.email, addressKey(email)), eq(suppressions.reason, 'unsubscribed'));
  const [suppressed] = await db.select({ email: suppressions.email }).from(suppressions).where(own);
  if (!suppressed) return;
  await write(db, (tx) => {
    tx.run(db.delete(suppressions).where(own));
    record(db, tx, { kind: 'resubscribed', at: now(), customerId, data: { invitationId } });
  });
}
