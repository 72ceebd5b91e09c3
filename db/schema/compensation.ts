import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grants } from './grants.ts';
import { id, instant, minor } from './columns.ts';
import { programs, waves } from './programs.ts';
import { responses } from './responses.ts';
import { customers } from './customers.ts';
import { staff } from './staff.ts';

/** A code the customer shows once. */
export const vouchers = sqliteTable(
  'vouchers',
  {
    id: id(),
    grantId: text('grant_id')
      .notNull()
      .unique()
      .references(() => grants.id),
    /** Random, in letters and digits that cannot be mistaken for each other. */
    code: text('code').notNull().unique(),
    amountMinor: minor('amount_minor').notNull(),
    currency: text('currency').notNull(),
    status: text('status', { enum: ['open', 'redeemed', 'expired', 'withdrawn'] }).notNull(),
    validUntil: instant('valid_until'),
    createdAt: instant('created_at').notNull(),
    redeemedAt: instant('redeemed_at'),
    /** The same key gets the same answer, however often it asks. */
    redemptionKey: text('redemption_key').unique(),
    /** The order it was used for, as the caller names it. */
    redeemedFor: text('redeemed_for'),
  },
  (t) => [index('vouchers_status').on(t.status, t.validUntil)],
);

/** How what was granted reaches the customer, and the proof that it did. */
export const fulfilments = sqliteTable(
  'fulfilments',
  {
    id: id(),
    grantId: text('grant_id')
      .notNull()
      .unique()
      .references(() => grants.id),
    way: text('way', { enum: ['by-hand', 'webhook', 'mail'] }).notNull(),
    state: text('state', { enum: ['waiting', 'done', 'failed'] }).notNull(),
    assigneeId: text('assignee_id').references(() => staff.id),
    dueAt: instant('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Since then the company's own system may know of it, whatever it answered. */
    toldAt: instant('told_at'),
    lastError: text('last_error'),
    /** What the company's own system said it did, or what the colleague wrote. */
    receipt: text('receipt'),
    doneBy: text('done_by').references(() => staff.id),
    doneAt: instant('done_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('fulfilments_state').on(t.state, t.dueAt)],
);

/** A draw among those who answered a wave: what will decide it is promised before, and can be checked after. */
export const lotteries = sqliteTable('lotteries', {
  id: id(),
  waveId: text('wave_id')
    .notNull()
    .unique()
    .references(() => waves.id),
  programId: text('program_id')
    .notNull()
    .references(() => programs.id),
  prizeMinor: minor('prize_minor').notNull(),
  currency: text('currency').notNull(),
  winners: integer('winners').notNull(),
  /** SHA-256 of the seed, published when the wave opens. */
  seedHash: text('seed_hash').notNull(),
  /** Sealed until the draw, then public. */
  seed: text('seed').notNull(),
  /** SHA-256 over the tickets in their order. */
  ticketsHash: text('tickets_hash'),
  tickets: integer('tickets'),
  openedAt: instant('opened_at').notNull(),
  drawnAt: instant('drawn_at'),
});

export const lotteryWins = sqliteTable(
  'lottery_wins',
  {
    lotteryId: text('lottery_id')
      .notNull()
      .references(() => lotteries.id),
    place: integer('place').notNull(),
    /** The ticket's number in the order of the tickets. */
    ticket: integer('ticket').notNull(),
    responseId: text('response_id')
      .notNull()
      .references(() => responses.id),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    grantId: text('grant_id').references(() => grants.id),
  },
  (t) => [primaryKey({ columns: [t.lotteryId, t.place] })],
);

/** One row, id 1: where what was granted is told to the company's own systems. */
export const fulfilmentHook = sqliteTable('fulfilment_hook', {
  id: integer('id').primaryKey(),
  url: text('url').notNull(),
  secret: text('secret').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
