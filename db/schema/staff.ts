import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant, json } from './columns.ts';

/** People of the company. better-auth calls this model `user`. */
export const staff = sqliteTable('staff', {
  id: id(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: flag('email_verified').notNull().default(false),
  image: text('image'),
  role: text('role', { enum: ['admin', 'manager', 'agent'] }).notNull(),
  locale: text('locale', { enum: ['en', 'ar', 'he', 'ru'] })
    .notNull()
    .default('en'),
  /** The languages she answers customers in, beside the one she reads the desk in. */
  languages: json<string[]>('languages').notNull().default([]),
  department: text('department'),
  /** New cases go to others until then. */
  awayUntil: instant('away_until'),
  /** Set when a person left the company: she keeps her history and cannot sign in. */
  leftAt: instant('left_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const staffSessions = sqliteTable(
  'staff_sessions',
  {
    id: id(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    token: text('token').notNull().unique(),
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('staff_sessions_staff').on(t.staffId)],
);

/** A way to sign in: a password, later also single sign-on. better-auth calls this model `account`. */
export const staffAccounts = sqliteTable(
  'staff_accounts',
  {
    id: id(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('staff_accounts_staff').on(t.staffId)],
);

export const verifications = sqliteTable(
  'verifications',
  {
    id: id(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('verifications_identifier').on(t.identifier)],
);

/** One-time links to sign in or to set up; only the hash of the link's token is kept. */
export const signInLinks = sqliteTable('sign_in_links', {
  tokenHash: text('token_hash').primaryKey(),
  purpose: text('purpose', { enum: ['sign-in', 'set-up'] }).notNull(),
  staffId: text('staff_id').references(() => staff.id, { onDelete: 'cascade' }),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  createdAt: instant('created_at').notNull(),
});

/** Keys other systems call the API with; only the hash of a key is kept. */
export const apiKeys = sqliteTable('api_keys', {
  id: id(),
  name: text('name').notNull(),
  keyHash: text('key_hash').notNull().unique(),
  /** The first characters, to tell keys apart. */
  hint: text('hint').notNull(),
  role: text('role', { enum: ['manager', 'agent'] }).notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
});
