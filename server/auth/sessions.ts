import { and, eq, ne } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { staffSessions } from '#db/schema/staff.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { authFor } from './better-auth.ts';
import { sessionTimes } from './session-times.ts';
import { countAttempt, forgetAttempts } from './sign-in-attempts.ts';

export interface PasswordSignIn {
  email: string;
  password: string;
  address: string | null;
  headers: Headers;
}

/** The cookies of a new session. An unknown address is answered as slowly and in the same words as a wrong password. */
export async function signInByPassword(deps: Deps, { email, password, address, headers }: PasswordSignIn) {
  const attempt = { kind: 'password', email, address } as const;
  await write(deps.db, (tx) => countAttempt(deps, tx, attempt));
  const response = await authFor(deps).api.signInEmail({
    body: { email, password },
    headers,
    asResponse: true,
  });
  if (!response.ok) {
    const message = 'The address and the password do not belong together.';
    throw new DomainError('invalid', message, { password: message });
  }
  await write(deps.db, (tx) => forgetAttempts(deps, tx, attempt));
  return response.headers.getSetCookie();
}

/** Ends the session of the request; the cookies say so. */
export async function signOut(deps: Deps, headers: Headers): Promise<string[]> {
  const response = await authFor(deps).api.signOut({ headers, asResponse: true });
  return response.headers.getSetCookie();
}

/** Adds a session, as better-auth keeps it, to the transaction that earns it, and returns its token. */
export function openSession(deps: Deps, tx: Tx, staffId: string): string {
  const token = newSessionToken(deps);
  tx.run(deps.db.insert(staffSessions).values({ id: newId(deps), staffId, token, ...sessionTimes(deps) }));
  record(deps.db, tx, { kind: 'staff-signed-in', actorId: staffId, at: deps.now() });
  return token;
}

/** Ends every session of a person, but the one she may keep. */
export function closeSessions(deps: Deps, tx: Tx, staffId: string, kept: string | null = null): void {
  tx.run(
    deps.db
      .delete(staffSessions)
      .where(and(eq(staffSessions.staffId, staffId), ne(staffSessions.token, kept ?? ''))),
  );
}

function newSessionToken({ random }: Deps): string {
  return Buffer.from(random(24)).toString('base64url');
}
