import { and, eq, isNotNull } from 'drizzle-orm';
import { GuardError, write, type Database, type Tx } from '#db/client.ts';
import { suppressions } from '#db/schema/email.ts';
import { invitations } from '#db/schema/programs.ts';
import type { Deps } from '../../deps.ts';
import { addressKey } from '../../email/suppression.ts';
import { suppressionsOf } from '../../email/suppressions.ts';
import { record } from '../../events/events.ts';
import { hashOf } from '../invitation.ts';
import { preferenceFor, suppressionFor, type Choice, type Preference } from './preference.ts';

export interface Subscription {
  invitationId: string;
  customerId: string;
  email: string;
  locale: string;
  preference: Preference;
}

/** The address a mail's links stand for; null for a token nobody was sent. */
export async function subscriptionOf(deps: Pick<Deps, 'db'>, token: string): Promise<Subscription | null> {
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
  return { ...invitation, email, preference: await preferenceOf(deps.db, email) };
}

/** No more surveys; a choice to get even less stays. */
export async function unsubscribe(deps: Deps, subscription: Subscription): Promise<Preference> {
  return change(deps, subscription, (now) => (now === 'all' ? 'cases' : now));
}

/** Takes back her own saying no. A bounce, a complaint or a block by hand is not hers to lift. */
export async function resubscribe(deps: Deps, subscription: Subscription): Promise<Preference> {
  return change(deps, subscription, () => 'all');
}

/** What she chose on the page of preferences. Returns what holds now. */
export async function choose(deps: Deps, subscription: Subscription, choice: Choice): Promise<Preference> {
  return change(deps, subscription, () => choice);
}

const mostTries = 5;
const changedMeanwhile = 'This choice has been changed meanwhile.';

/** Decides on what stands now and again when another click was faster. */
async function change(
  deps: Deps,
  subscription: Subscription,
  wanted: (now: Preference) => Preference,
): Promise<Preference> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const from = await preferenceOf(deps.db, subscription.email);
    const to = wanted(from);
    if (from === 'stopped' || to === 'stopped' || from === to) return from;
    if (await wasKept(deps, subscription, { from, to })) return to;
  }
  return preferenceOf(deps.db, subscription.email);
}

async function wasKept(
  deps: Deps,
  { email, invitationId, customerId }: Subscription,
  { from, to }: { from: Choice; to: Choice },
): Promise<boolean> {
  const { db } = deps;
  const at = deps.now();
  try {
    await write(db, (tx) => {
      keep(db, tx, { email: addressKey(email), invitationId, at, from, to });
      if (to !== 'all') stopReminders(db, tx, customerId);
      const kind = to === 'all' ? 'resubscribed' : 'unsubscribed';
      record(db, tx, { kind, at, customerId, data: { invitationId, choice: to } });
    });
    return true;
  } catch (error) {
    if (error instanceof GuardError) return false;
    throw error;
  }
}

function keep(
  db: Database,
  tx: Tx,
  { from, to, ...row }: { email: string; invitationId: string; at: Date; from: Choice; to: Choice },
): void {
  if (from === 'all') {
    if (to === 'all') return;
    return tx.must(
      db
        .insert(suppressions)
        .values({ ...row, reason: suppressionFor[to] })
        .onConflictDoNothing(),
      changedMeanwhile,
    );
  }
  const own = and(eq(suppressions.email, row.email), eq(suppressions.reason, suppressionFor[from]));
  if (to === 'all') return tx.must(db.delete(suppressions).where(own), changedMeanwhile);
  const { invitationId, at } = row;
  tx.must(
    db.update(suppressions).set({ reason: suppressionFor[to], invitationId, at }).where(own),
    changedMeanwhile,
  );
}

function stopReminders(db: Database, tx: Tx, customerId: string): void {
  tx.run(
    db
      .update(invitations)
      .set({ remindAt: null })
      .where(and(eq(invitations.customerId, customerId), isNotNull(invitations.remindAt))),
  );
}

async function preferenceOf(db: Database, email: string): Promise<Preference> {
  return preferenceFor((await suppressionsOf(db, [email])).get(addressKey(email)) ?? null);
}
