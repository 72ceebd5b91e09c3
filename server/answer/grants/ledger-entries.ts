import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { grants } from '#db/schema/grants.ts';
import { ledgerBalances, ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import type { Deps } from '#server/deps.ts';
import { customerAccount, type Booking, type Entry } from './ledger.ts';
import { leftByGrant } from './lots.ts';

/** Writes the movement, its entries and all balances into the caller's transaction. */
export function book(deps: Deps, tx: Tx, booking: Booking): void {
  const { entries, ...transaction } = booking;
  const id = newId(deps);
  tx.run(deps.db.insert(ledgerTransactions).values({ ...transaction, id, at: deps.now() }));
  for (const entry of entries) {
    tx.run(deps.db.insert(ledgerEntries).values({ ...entry, id: newId(deps), transactionId: id }));
    moveBalance(deps.db, tx, entry);
  }
}

/** What the customer may still spend, by currency, points among them. */
export async function creditOf(db: Database, customerId: string) {
  return db
    .select({ currency: ledgerBalances.currency, balanceMinor: ledgerBalances.balanceMinor })
    .from(ledgerBalances)
    .where(eq(ledgerBalances.account, customerAccount(customerId)));
}

/** What is left of each grant on a customer's account, and a condition that holds while nothing else was booked there. */
export async function leftOnAccount(
  db: Database,
  { customerId, currency }: { customerId: string; currency: string },
): Promise<{ left: Map<string, number>; isUnmoved: SQL }> {
  const here = and(
    eq(ledgerEntries.account, customerAccount(customerId)),
    eq(ledgerEntries.currency, currency),
  );
  const movements = await db
    .select({
      amountMinor: ledgerEntries.amountMinor,
      grantId: ledgerTransactions.grantId,
      validUntil: grants.validUntil,
    })
    .from(ledgerEntries)
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
    .leftJoin(grants, eq(grants.id, ledgerTransactions.grantId))
    .where(here)
    // Entries are only ever added, so their row's number is the order in which they were booked.
    .orderBy(asc(sql`${ledgerEntries}.rowid`));
  const isUnmoved = sql`(SELECT count(*) FROM ${ledgerEntries} WHERE ${here}) = ${movements.length}`;
  return { left: leftByGrant(movements), isUnmoved };
}

/** A movement that was booked under a key before, with what it left on the customer's account. */
export async function bookedUnder(db: Database, idempotencyKey: string) {
  const [transaction] = await db
    .select()
    .from(ledgerTransactions)
    .where(eq(ledgerTransactions.idempotencyKey, idempotencyKey));
  if (!transaction) return null;
  const entries = await db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.transactionId, transaction.id))
    .orderBy(asc(sql`rowid`));
  return { ...transaction, entries };
}

/** What stood on an account right after an entry: the same answer whenever it is asked. */
export async function balanceAfter(
  db: Database,
  { id, account, currency }: { id: string; account: string; currency: string },
): Promise<number> {
  const [row] = await db.all<{ balance: number }>(
    sql`SELECT coalesce(sum(amount_minor), 0) AS balance FROM ledger_entries
        WHERE account = ${account} AND currency = ${currency}
          AND rowid <= (SELECT rowid FROM ledger_entries WHERE id = ${id})`,
  );
  return row?.balance ?? 0;
}

const isOwed = (account: string): boolean =>
  account.startsWith('customer:') || account.startsWith('vouchers:');

// SQLite checks the row of an upsert before it meets the old one, so a debit of what is owed must be an update.
function moveBalance(db: Database, tx: Tx, entry: Entry): void {
  const { account, currency, amountMinor } = entry;
  const balanceMinor = sql`${ledgerBalances.balanceMinor} + ${amountMinor}`;
  const here = and(eq(ledgerBalances.account, account), eq(ledgerBalances.currency, currency));
  if (isOwed(account) && amountMinor < 0) {
    return tx.must(db.update(ledgerBalances).set({ balanceMinor }).where(here), 'There is no such credit.');
  }
  tx.run(
    db
      .insert(ledgerBalances)
      .values({ account, currency, balanceMinor: amountMinor })
      .onConflictDoUpdate({
        target: [ledgerBalances.account, ledgerBalances.currency],
        set: { balanceMinor },
      }),
  );
}
