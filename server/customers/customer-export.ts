import { asc, gt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { minorDigits } from '#client/locales/format.ts';
import { customers } from '#db/schema/customers.ts';
import { csvCell, guarded, guardHeader } from './spreadsheet-guard.ts';

type Customer = typeof customers.$inferSelect;

const columns: Record<string, (customer: Customer) => string | null> = {
  externalId: (customer) => customer.externalId,
  name: (customer) => customer.name,
  email: (customer) => customer.email,
  locale: (customer) => customer.locale,
  timeZone: (customer) => customer.timeZone,
  currency: (customer) => customer.currency,
  totalRevenue: (customer) => decimal(customer.totalRevenueMinor, customer.currency),
  monthlyRevenue: (customer) => decimal(customer.monthlyRevenueMinor, customer.currency),
  accountManager: (customer) => customer.accountManager,
  department: (customer) => customer.department,
  status: (customer) => customer.status,
  tier: (customer) => customer.tier,
  lastOrderOn: (customer) => customer.lastOrderOn,
};

const batchRows = 1000;

/** All customers as CSV, in pieces; `amends import customers` reads it back as it was. */
export async function* customersCsv(db: Database): AsyncGenerator<string> {
  yield `\ufeff${[...Object.keys(columns), guardHeader].join(',')}\r\n`;
  for (let after = ''; ;) {
    const rows = await db
      .select()
      .from(customers)
      .where(gt(customers.id, after))
      .orderBy(asc(customers.id))
      .limit(batchRows);
    if (rows.length > 0) yield rows.map(line).join('');
    if (rows.length < batchRows) return;
    after = rows.at(-1)?.id ?? after;
  }
}

function line(customer: Customer): string {
  const cells = Object.values(columns).map((text) => csvCell(guarded(text(customer) ?? '')));
  return `${cells.join(',')},\r\n`;
}

function decimal(minor: number | null, currency: string | null): string | null {
  if (minor === null) return null;
  const places = currency === null ? 2 : minorDigits(currency);
  const digits = String(Math.abs(minor)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = places > 0 ? `.${digits.slice(-places)}` : '';
  return `${minor < 0 ? '-' : ''}${whole}${fraction}`;
}
