import { and, eq, sql } from 'drizzle-orm';
import { ConstraintError, GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { ledgerBalances, ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { customerAccount, redemption, type Booking, type Entry } from './ledger.ts';

/** Writes the movement, its entries and both balances into the caller's transaction. */
export function book(deps: Deps, tx: Tx, booking: Booking): void {
  const { entries, ...transaction } = booking;
  const id = newId(deps);
  tx.run(deps.db.insert(ledgerTransactions).values({ ...transaction, id, at: deps.now() }));
  for (const entry of entries) {
    tx.run(deps.db.insert(ledgerEntries).values({ ...entry, id: newId(deps), transactionId: id }));
    moveBalance(deps.db, tx, entry);
  }
}

/** What the customer may still spend, by currency. */
export async function creditOf(db: Database, customerId: string) {
  return db
    .select({ currency: ledgerBalances.currency, balanceMinor: ledgerBalances.balanceMinor })
    .from(ledgerBalances)
    .where(eq(ledgerBalances.account, customerAccount(customerId)));
}

/** Spends credit on an order. The same key spends once; more than there is, is refused. */
export async function redeemCredit(
  deps: Deps,
  credit: { customerId: string; amountMinor: number; currency: string; idempotencyKey: string },
): Promise<void> {
  if (!Number.isSafeInteger(credit.amountMinor) || credit.amountMinor <= 0)
    throw new DomainError('invalid', 'The amount must be more than nothing.', { amountMinor: 'positive' });
  try {
    await write(deps.db, (tx) => book(deps, tx, redemption(credit, credit.idempotencyKey)));
  } catch (error) {
    if (error instanceof ConstraintError && /idempotency_key/.test(error.message)) return;
    if (error instanceof GuardError || error instanceof ConstraintError)
      throw new DomainError('conflict', 'The customer does not have that much credit.');
    throw error;
  }
}

/** A sentence for everything that does not add up; empty when the books are right. */
export async function ledgerProblems(db: Database): Promise<string[]> {
  const unbalanced = await db.all<{ transaction_id: string }>(
    sql`SELECT transaction_id FROM ledger_entries GROUP BY transaction_id, currency HAVING sum(amount_minor) <> 0`,
  );
  const drifted = await db.all<{ account: string; currency: string }>(
    sql`SELECT account, currency FROM (
          SELECT account, currency, amount_minor AS m FROM ledger_entries
          UNION ALL SELECT account, currency, -balance_minor FROM ledger_balances)
        GROUP BY account, currency HAVING sum(m) <> 0`,
  );
  const unbooked = await db.all<{ id: string }>(
    sql`SELECT g.id FROM grants g LEFT JOIN ledger_transactions t ON t.grant_id = g.id AND t.kind = 'grant-issued'
        WHERE g.status IN ('issued', 'redeemed') AND t.id IS NULL`,
  );
  return [
    ...unbalanced.map(
      (row) => `The entries of ledger transaction ${row.transaction_id} do not add up to zero.`,
    ),
    ...drifted.map(
      (row) => `The balance of ${row.account} in ${row.currency} is not the sum of its entries.`,
    ),
    ...unbooked.map((row) => `Grant ${row.id} is issued but not booked.`),
  ];
}

// SQLite checks the row of an upsert before it meets the old one, so a debit of a customer must be an update.
function moveBalance(db: Database, tx: Tx, entry: Entry): void {
  const { account, currency, amountMinor } = entry;
  const balanceMinor = sql`${ledgerBalances.balanceMinor} + ${amountMinor}`;
  const here = and(eq(ledgerBalances.account, account), eq(ledgerBalances.currency, currency));
  if (account.startsWith('customer:') && amountMinor < 0) {
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
