import { and, eq, gt, lte, or } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { verifications } from '#db/schema/staff.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from './secret-token.ts';

export interface Attempt {
  kind: keyof typeof limits;
  /** The account that is tried, known to us or not. */
  email: string;
  /** Where the request came from; null when unknown. */
  address: string | null;
}

/** How often in the window, per account and per address (an office shares one). */
const limits = {
  password: { perAccount: 10, perAddress: 50, minutes: 15 },
  link: { perAccount: 5, perAddress: 30, minutes: 60 },
  key: { perAccount: 30, perAddress: 30, minutes: 15 },
  voucher: { perAccount: 30, perAddress: 30, minutes: 15 },
} as const;

export const tooManyAttempts = 'Too many attempts. Wait a while, then try again.';

/**
 * Counts an attempt, or fails the unit with `tooManyAttempts`. Counted in the database and in one statement, so that
 * guesses at once, or at several processes, cannot pass the limit together.
 */
export function countAttempt(deps: Deps, tx: Tx, attempt: Attempt): void {
  const { perAccount, perAddress, minutes } = limits[attempt.kind];
  const now = deps.now();
  const until = new Date(now.getTime() + minutes * 60_000);
  const [account, address] = keysOf(attempt);
  tx.run(
    deps.db
      .delete(verifications)
      .where(
        and(
          or(eq(verifications.identifier, account), eq(verifications.identifier, address)),
          lte(verifications.expiresAt, now),
        ),
      ),
  );
  for (const [key, most] of [
    [account, perAccount],
    [address, perAddress],
  ] as const) {
    tx.must(
      {
        sql: `INSERT INTO verifications (id, identifier, value, expires_at, created_at, updated_at)
              SELECT ?, ?, '', ?, ?, ? WHERE (SELECT count(*) FROM verifications WHERE identifier = ?) < ?`,
        args: [newId(deps), key, until.getTime(), now.getTime(), now.getTime(), key, most],
      },
      tooManyAttempts,
    );
  }
}

/** Whether the next attempt of this account would be refused. */
export async function hasTooManyAttempts({ db, now }: Deps, attempt: Attempt): Promise<boolean> {
  const [account] = keysOf(attempt);
  const standing = await db
    .select({ id: verifications.id })
    .from(verifications)
    .where(and(eq(verifications.identifier, account), gt(verifications.expiresAt, now())));
  return standing.length >= limits[attempt.kind].perAccount;
}

/** A success clears what was held against the account. */
export function forgetAttempts(deps: Deps, tx: Tx, attempt: Attempt): void {
  tx.run(deps.db.delete(verifications).where(eq(verifications.identifier, keysOf(attempt)[0])));
}

function keysOf({ kind, email, address }: Attempt): [string, string] {
  return [
    `${kind}-attempt account ${hashOf(email.trim().toLowerCase())}`,
    `${kind}-attempt address ${address ?? 'unknown'}`,
  ];
}
