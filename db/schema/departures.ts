import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers } from './customers.ts';
import { day, id, instant, minor } from './columns.ts';

export const reasonCategories = [
  'price',
  'service',
  'competitor',
  'product',
  'circumstances',
  'other',
] as const;

/** A customer's leaving. What she was worth is copied here, so that the loss does not move with later figures. */
export const departures = sqliteTable(
  'departures',
  {
    id: id(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    departedOn: day('departed_on').notNull(),
    month: text('month').notNull(),
    reasonText: text('reason_text').notNull(),
    category: text('category', { enum: reasonCategories }).notNull(),
    detail: text('detail'),
    tier: text('tier', { enum: ['gold', 'silver', 'copper'] }),
    accountManager: text('account_manager'),
    department: text('department'),
    monthlyRevenueMinor: minor('monthly_revenue_minor').notNull(),
    totalRevenueMinor: minor('total_revenue_minor').notNull(),
    currency: text('currency').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('departures_once').on(t.customerId, t.departedOn),
    index('departures_month').on(t.month, t.category),
    index('departures_created').on(t.createdAt),
  ],
);
