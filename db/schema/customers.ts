import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { day, id, instant, json, minor } from './columns.ts';

export const customers = sqliteTable(
  'customers',
  {
    id: id(),
    externalId: text('external_id').notNull().unique(),
    name: text('name').notNull(),
    /** `name` and `externalId` folded for search: NFKC, lower case. */
    searchText: text('search_text').notNull(),
    email: text('email'),
    locale: text('locale'),
    timeZone: text('time_zone'),
    currency: text('currency'),
    totalRevenueMinor: minor('total_revenue_minor'),
    monthlyRevenueMinor: minor('monthly_revenue_minor'),
    accountManager: text('account_manager'),
    /** The code of the team that serves her. */
    department: text('department'),
    /** `deceased`, `barred` and `anonymised` mean no contact, ever (design rule 5). */
    status: text('status', { enum: ['active', 'left', 'deceased', 'barred', 'anonymised'] }).notNull(),
    tier: text('tier', { enum: ['gold', 'silver', 'copper'] }),
    attributes: json<Record<string, string>>('attributes').notNull(),
    tags: json<string[]>('tags').notNull().default([]),
    lastOrderOn: day('last_order_on'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('customers_search').on(t.searchText, t.id),
    index('customers_email').on(t.email),
    index('customers_account_manager').on(t.accountManager),
    index('customers_status').on(t.status, t.lastOrderOn),
  ],
);

export const orders = sqliteTable(
  'orders',
  {
    id: id(),
    externalId: text('external_id').notNull().unique(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: text('kind', { enum: ['quote', 'order'] }).notNull(),
    amountMinor: minor('amount_minor').notNull(),
    currency: text('currency').notNull(),
    orderedOn: day('ordered_on').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('orders_customer').on(t.customerId, t.orderedOn),
    index('orders_day').on(t.orderedOn, t.customerId),
    index('orders_created').on(t.createdAt),
  ],
);

/** Something that happened to a customer, told by the company's own systems: what transactional programs listen to. */
export const customerEvents = sqliteTable(
  'customer_events',
  {
    id: id(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    name: text('name').notNull(),
    /** The teller's own key, so that an event told twice happened once. */
    externalId: text('external_id').notNull().unique(),
    data: json<Record<string, string | number | boolean>>('data').notNull(),
    happenedAt: instant('happened_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('customer_events_customer').on(t.customerId, t.happenedAt),
    index('customer_events_created').on(t.createdAt),
  ],
);
