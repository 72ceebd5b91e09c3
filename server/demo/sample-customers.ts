import { DateTime } from 'luxon';
import type { customers, orders } from '#db/schema/customers.ts';
import { newId, type IdSource } from '#db/ids.ts';
import { searchTextOf } from '../customers/search-text.ts';
import type { Chance } from './chance.ts';
import { goneDomain } from './sample-mailer.ts';
import {
  accountManagers,
  departmentOf,
  localeShares,
  nameIn,
  timeZoneOf,
  type DemoLocale,
} from './people.ts';

export interface SampleCustomer {
  row: typeof customers.$inferInsert;
  orders: (typeof orders.$inferInsert)[];
  /** How she tends to score, 0 to 10, before the month's own luck. */
  goodwill: number;
  /** How likely she is to answer a survey. */
  talkative: number;
  locale: DemoLocale;
  /** The day she leaves, where she does. */
  leavesOn: DateTime | null;
}

export const demoCurrency = 'SAR';

/** Invents customers and their orders over the months up to `today`. */
export function sampleCustomers(
  ids: IdSource,
  plan: { chance: Chance; count: number; today: DateTime; months: number; known?: number },
): SampleCustomer[] {
  const { chance, count, today, months, known = 0 } = plan;
  return Array.from({ length: count }, (_, index) =>
    sampleCustomer(ids, { chance, number: known + index + 1, today, months }),
  );
}

function sampleCustomer(
  ids: IdSource,
  { chance, number, today, months }: { chance: Chance; number: number; today: DateTime; months: number },
): SampleCustomer {
  const locale = chance.weighted(localeShares);
  const name = nameIn(locale, chance);
  const externalId = `W-${String(number).padStart(4, '0')}`;
  const gapDays = chance.between(18, 48);
  const usualMinor = usualOrder(chance);
  const first = today.minus({ months, days: -chance.between(0, Math.floor(months * 22)) });
  const now = ids.now();
  const id = newId(ids);
  const leavesOn = leavingDay(chance, first, today);
  const until = leavesOn ?? today;
  const placed = sampleOrders(ids, { chance, customerId: id, externalId, first, until, gapDays, usualMinor });
  const spent = placed.reduce((sum, order) => sum + (order.kind === 'order' ? order.amountMinor : 0), 0);
  return {
    locale,
    leavesOn,
    goodwill: Math.min(10, 6.1 + 3.4 * chance.next() + (chance.happens(0.14) ? -4 : 0)),
    talkative: 0.1 + 0.32 * chance.next(),
    orders: placed,
    row: {
      id,
      externalId,
      name,
      searchText: searchTextOf(name, externalId),
      email: addressOf(chance, number),
      locale,
      timeZone: timeZoneOf[locale],
      currency: demoCurrency,
      totalRevenueMinor: spent,
      monthlyRevenueMinor: Math.round((usualMinor * 30) / gapDays),
      ...servedBy(chance.of(accountManagers)),
      status: 'active',
      attributes: {
        city: chance.of(cities[locale]),
        phone: phoneOf(locale, number),
        referrals: String(chance.happens(0.15) ? chance.between(1, 3) : 0),
      },
      lastOrderOn: placed.findLast(({ kind }) => kind === 'order')?.orderedOn ?? null,
      createdAt: now,
      updatedAt: now,
    },
  };
}

const servedBy = (accountManager: string) => ({
  accountManager,
  department: departmentOf[accountManager] ?? null,
});

/** Three in a hundred have no address, one in a hundred has one that comes back. */
function addressOf(chance: Chance, number: number): string | null {
  if (chance.happens(0.03)) return null;
  return `customer-${number}@${chance.happens(0.012) ? goneDomain : 'example.com'}`;
}

/** About one in ten leaves in a year, which is usual even for excellent companies (M4). */
function leavingDay(chance: Chance, first: DateTime, today: DateTime): DateTime | null {
  for (let day = first.plus({ months: 3 }); day < today; day = day.plus({ months: 1 })) {
    if (chance.happens(0.0095)) return day.plus({ days: chance.between(0, 27) });
  }
  return null;
}

const cities: Record<DemoLocale, string[]> = {
  en: ['Manama', 'Dubai', 'London'],
  ar: ['الرياض', 'جدة', 'الدمام', 'عمّان'],
  he: ['חיפה', 'תל אביב', 'נצרת'],
  ru: ['Алматы', 'Астана'],
};

/** Numbers that reach nobody. */
function phoneOf(locale: DemoLocale, number: number): string {
  const last = String(number % 1000).padStart(3, '0');
  return {
    en: `+44 7700 900 ${last}`,
    ar: `+966 50 000 0${last}`,
    he: `+972 50 000 0${last}`,
    ru: `+7 700 000 0${last}`,
  }[locale];
}

/** Most orders are small, a few are very large: a quarter of the customers brings three quarters of the money. */
function usualOrder(chance: Chance): number {
  const spread = Math.exp(1.25 * (chance.next() + chance.next() + chance.next() - 1.5) * 1.4);
  return Math.round(42_000 * spread) - (Math.round(42_000 * spread) % 500) + 500;
}

function sampleOrders(
  ids: IdSource,
  plan: {
    chance: Chance;
    customerId: string;
    externalId: string;
    first: DateTime;
    until: DateTime;
    gapDays: number;
    usualMinor: number;
  },
) {
  const { chance, customerId, externalId, until, gapDays, usualMinor } = plan;
  const rows: (typeof orders.$inferInsert)[] = [];
  for (
    let day = plan.first;
    day < until;
    day = day.plus({ days: Math.max(3, gapDays + chance.between(-8, 8)) })
  ) {
    const now = ids.now();
    rows.push({
      id: newId(ids),
      externalId: `${externalId}-${String(rows.length + 1).padStart(3, '0')}`,
      customerId,
      kind: chance.happens(0.07) ? 'quote' : 'order',
      amountMinor: Math.max(4500, Math.round((usualMinor * (0.7 + 0.6 * chance.next())) / 250) * 250),
      currency: demoCurrency,
      orderedOn: day.toISODate() ?? '',
      createdAt: now,
      updatedAt: now,
    });
  }
  return rows;
}
