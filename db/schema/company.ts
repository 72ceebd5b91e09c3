import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, instant, json } from './columns.ts';
import type { ContactCap } from './program-parts.ts';

/** One company a database; the only row has id 1 and is written at first set-up. */
export const company = sqliteTable('company', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  locale: text('locale', { enum: ['en', 'ar', 'he', 'ru'] }).notNull(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  accentColor: text('accent_color').notNull(),
  senderName: text('sender_name').notNull(),
  senderEmail: text('sender_email').notNull(),
  /** Opening hours by weekday, 1 = Monday … 7 = Sunday, as [from, to] pairs of `HH:MM` in the company's zone. */
  businessHours: json<Record<string, [string, string][]>>('business_hours').notNull(),
  /** Days the company is closed, `YYYY-MM-DD`. */
  holidays: json<string[]>('holidays').notNull(),
  /** At most one survey per customer in so many days. */
  quietPeriodDays: integer('quiet_period_days').notNull(),
  contactCaps: json<ContactCap[]>('contact_caps').notNull().default([]),
  /** Nobody is mailed a survey between these hours of her day, `HH:MM`. */
  quietFrom: text('quiet_from').notNull().default('21:00'),
  quietUntil: text('quiet_until').notNull().default('08:00'),
  firstContactHours: integer('first_contact_hours').notNull(),
  firstContactHoursGold: integer('first_contact_hours_gold').notNull(),
  resolutionHours: integer('resolution_hours').notNull(),
  /** Whether the thank-you says who will be in touch by when, and whether it offers a call back. */
  announcesCases: flag('announces_cases').notNull().default(true),
  offersCallback: flag('offers_callback').notNull().default(true),
  /** A bad answer so soon after a case was resolved opens it again; 0 always opens a new one. */
  reopensWithinDays: integer('reopens_within_days').notNull().default(30),
  /** So many hours after a case is resolved the customer is asked whether it was put right; null asks nobody. */
  followUpAfterHours: integer('follow_up_after_hours').default(72),
  /** Mails of this address reach us with the case's mark in it, so that a reply finds its case; null where none does. */
  replyAddress: text('reply_address'),
  updatedAt: instant('updated_at').notNull(),
});

/** The picture at the head of letters and survey pages, apart from the row that every request reads. */
export const companyLogo = sqliteTable('company_logo', {
  id: integer('id').primaryKey(),
  mediaType: text('media_type', { enum: ['image/png', 'image/jpeg'] }).notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  updatedAt: instant('updated_at').notNull(),
});
