import { and, eq, gt, isNull } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { signInLinks, staff } from '#db/schema/staff.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { enqueue } from '../jobs/jobs.ts';
import { hashOf, secretToken } from './secret-token.ts';
import { openSession } from './sessions.ts';
import { countAttempt } from './sign-in-attempts.ts';

export interface NewSignInLink {
  staffId: string;
  expiresAt: Date;
  /** Where the person lands: a path of the desk. */
  next?: string;
}

const deadLink = 'This link was used already or is too old. Ask for a new one.';

/** Makes a link that signs a person in, once. The address is shown only here: the database keeps a hash. */
export async function createSignInLink(deps: Deps, { staffId, expiresAt, next }: NewSignInLink) {
  const token = secretToken(deps.random);
  const row = {
    tokenHash: hashOf(token),
    purpose: 'sign-in',
    staffId,
    expiresAt,
    createdAt: deps.now(),
  } as const;
  await write(deps.db, (tx) => tx.run(deps.db.insert(signInLinks).values(row)));
  const query = new URLSearchParams(next ? { token, next } : { token });
  return `${deps.config.url}/sign-in/link?${query}`;
}

/** Asks for a mail with a link. Known and unknown addresses cost the same work here and get the same answer. */
export async function askForSignInLink(
  deps: Deps,
  { email, address }: { email: string; address: string | null },
): Promise<void> {
  const [person] = await deps.db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.email, email.toLowerCase()), isNull(staff.leftAt)));
  await write(deps.db, (tx) => {
    countAttempt(deps, tx, { kind: 'link', email, address });
    if (person) enqueueSignInMail(deps, tx, { staffId: person.id, purpose: 'signIn' });
  });
}

export function enqueueSignInMail(
  deps: Deps,
  tx: Tx,
  payload: { staffId: string; purpose: 'signIn' | 'invitation' },
): void {
  enqueue(deps, tx, { kind: 'sign-in-mail', payload });
}

/** Uses a link up and returns the token of the session it earns. */
export async function signInByLink(deps: Deps, token: string): Promise<string> {
  const { db } = deps;
  const now = deps.now();
  const usable = and(
    eq(signInLinks.tokenHash, hashOf(token)),
    eq(signInLinks.purpose, 'sign-in'),
    isNull(signInLinks.usedAt),
    gt(signInLinks.expiresAt, now),
  );
  const [link] = await db
    .select({ staffId: staff.id })
    .from(signInLinks)
    .innerJoin(staff, eq(staff.id, signInLinks.staffId))
    .where(and(usable, isNull(staff.leftAt)));
  if (!link) throw new DomainError('conflict', deadLink);
  let session = '';
  await write(db, (tx) => {
    tx.must(db.update(signInLinks).set({ usedAt: now }).where(usable), deadLink);
    session = openSession(deps, tx, link.staffId);
  });
  return session;
}
