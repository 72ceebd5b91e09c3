import { sql } from 'drizzle-orm';
import { grants } from '#db/schema/grants.ts';
import { fulfilments, vouchers } from '#db/schema/compensation.ts';
import { events } from '#db/schema/events.ts';
import { ledgerBalances, ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import { budgetUse } from '#db/schema/policies.ts';
import type { Deps } from '#server/deps.ts';

type Grant = typeof grants.$inferSelect;

const booked = ['account-credit', 'points', 'voucher'];

/** What the ledger, the vouchers, the hand-overs and the budgets should be by the grants, and what they are. */
export async function ledgerRecount({ db }: Deps) {
  const all = await db.select().from(grants);
  const entries = await db.select().from(ledgerEntries);
  const transactions = await db.select().from(ledgerTransactions);
  const balances = await db.select().from(ledgerBalances);
  const told = await db.select().from(events);
  const issued = all.filter(({ issuedAt }) => issuedAt !== null);
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
  const grantIdsOf = (rows: { grantId: string | null }[]) =>
    rows.map(({ grantId }) => String(grantId)).sort();
  const eventsOf = (kind: string) =>
    told
      .filter((event) => event.kind === kind)
      .map(({ data }) => String(data['grantId']))
      .sort();
  const isVoucher = ({ kind }: Grant) => kind === 'voucher';
  const ended = (status: string) => idsOf(all.filter((grant) => grant.status === status));
  const [dangling] = await db.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM ledger_transactions t
        WHERE (SELECT count(*) FROM ledger_entries e WHERE e.transaction_id = t.id) < 2`,
  );
  return {
    expected: {
      unbalanced: {},
      dangling: 0,
      balances: nonZero(
        summed(entries, ({ account, currency, amountMinor }) => [`${account} ${currency}`, amountMinor]),
      ),
      bookedOnce: idsOf(issued.filter(({ kind }) => booked.includes(kind))),
      toldOnce: idsOf(issued),
      handedOverOnce: idsOf(issued),
      codes: idsOf(issued.filter(isVoucher)),
      usedVouchers: idsOf(all.filter((grant) => isVoucher(grant) && grant.status === 'redeemed')),
      reversed: ended('reversed'),
      expired: ended('expired'),
      budgets: nonZero(budgetsOf(all, transactions, entries)),
    },
    found: {
      unbalanced: nonZero(
        summed(entries, (entry) => [`${entry.transactionId} ${entry.currency}`, entry.amountMinor]),
      ),
      dangling: dangling?.n,
      balances: nonZero(summed(balances, (row) => [`${row.account} ${row.currency}`, row.balanceMinor])),
      bookedOnce: grantIdsOf(transactions.filter(({ kind }) => kind === 'grant-issued')),
      toldOnce: eventsOf('grant-issued'),
      handedOverOnce: grantIdsOf(await db.select().from(fulfilments)),
      codes: grantIdsOf(await db.select().from(vouchers)),
      usedVouchers: grantIdsOf(transactions.filter(({ kind }) => kind === 'voucher-redeemed')),
      reversed: eventsOf('grant-reversed'),
      expired: eventsOf('grant-expired'),
      budgets: nonZero(
        summed(await db.select().from(budgetUse), (row) => [`${row.scope} ${row.currency}`, row.usedMinor]),
      ),
    },
  };
}

/** What the company owes or has spent for every grant: all of it while it stands, else what had been used. */
function budgetsOf(
  all: Grant[],
  transactions: (typeof ledgerTransactions.$inferSelect)[],
  entries: (typeof ledgerEntries.$inferSelect)[],
): Record<string, number> {
  const grantOf = new Map(
    transactions.map(({ id, kind, grantId }) => [id, kind.startsWith('grant-') && grantId]),
  );
  const spent = summed(entries, ({ transactionId, account, amountMinor }) => [
    account.startsWith('company:') ? String(grantOf.get(transactionId)) : '',
    -amountMinor,
  ]);
  const uses = all
    .filter(({ role }) => role === 'compensation')
    .map((grant) => {
      const { id, status, amountMinor, currency, details, programId } = grant;
      const isOver = status === 'declined' || status === 'expired' || status === 'reversed';
      const stands = isOver ? (spent[id] ?? 0) : amountMinor;
      const worth = Math.trunc((Number(details['worthMinor']) * stands) / amountMinor);
      return {
        programId,
        worth: currency === 'PTS' ? worth : stands,
        currency: currency === 'PTS' ? 'SAR' : currency,
      };
    });
  return {
    ...summed(uses, ({ worth, currency }) => [`company ${currency}`, worth]),
    ...summed(uses, ({ programId, worth, currency }) => [`${programId} ${currency}`, worth]),
  };
}

function summed<T>(rows: T[], of: (row: T) => [string, number]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) {
    const [key, amount] = of(row);
    sums[key] = (sums[key] ?? 0) + amount;
  }
  return sums;
}

const nonZero = (sums: Record<string, number>) =>
  Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
