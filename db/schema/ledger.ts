import { sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grants } from './grants.ts';
import { id, instant, minor } from './columns.ts';

/** One movement of money; its entries add up to zero. Rows are never changed or removed (triggers see to it). */
export const ledgerTransactions = sqliteTable(
  'ledger_transactions',
  {
    id: id(),
    kind: text('kind', {
      enum: [
        'grant-issued',
        'grant-reversed',
        'grant-expired',
        'credit-redeemed',
        'voucher-redeemed',
        'points-redeemed',
      ],
    }).notNull(),
    grantId: text('grant_id').references(() => grants.id),
    /** The same key is never booked twice. */
    idempotencyKey: text('idempotency_key').notNull().unique(),
    at: instant('at').notNull(),
  },
  (t) => [index('ledger_transactions_grant').on(t.grantId)],
);

export const ledgerEntries = sqliteTable(
  'ledger_entries',
  {
    id: id(),
    transactionId: text('transaction_id')
      .notNull()
      .references(() => ledgerTransactions.id),
    /**
     * `customer:<id>` holds what the company owes that customer in credit and points, `vouchers:<id>` in vouchers not used
     * yet, `debt:<id>` what she was let off; `company:compensation` and `company:rewards` what the company has spent.
     */
    account: text('account').notNull(),
    /** Credits positive, debits negative. */
    amountMinor: minor('amount_minor').notNull(),
    currency: text('currency').notNull(),
  },
  (t) => [
    index('ledger_entries_account').on(t.account, t.currency),
    index('ledger_entries_tx').on(t.transactionId),
  ],
);

/** The sum of an account's entries, moved with them. What is owed to a customer cannot be negative. */
export const ledgerBalances = sqliteTable(
  'ledger_balances',
  {
    account: text('account').notNull(),
    currency: text('currency').notNull(),
    balanceMinor: minor('balance_minor').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.account, t.currency] }),
    check(
      'owed_balance_not_negative',
      sql`(${t.account} NOT LIKE 'customer:%' AND ${t.account} NOT LIKE 'vouchers:%') OR ${t.balanceMinor} >= 0`,
    ),
  ],
);
