import { and, desc, eq, lt, or, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { orders } from '#db/schema/customers.ts';
import { departures, type reasonCategories } from '#db/schema/departures.ts';
import { messages } from '#db/schema/email.ts';
import { invitations } from '#db/schema/programs.ts';
import type { Language } from '#surveys/languages.ts';
import { partialEntries, responseEntries, type AnswerEntry, type PartialEntry } from './answer-entries.ts';

const pageItems = 40;
const endOfTime = new Date('9999-12-31T23:59:59Z');

/** One line of time, latest first: what a customer bought, said, was given and written, and why she was not asked. */
export async function timelineOf(
  db: Database,
  customerId: string,
  { before, language }: { before?: Date | undefined; language: Language },
) {
  const stretch = { customerId, until: before ?? endOfTime, latest, language };
  const found = await Promise.all(sources.map((source) => source(db, stretch)));
  const items = found.flat().sort((one, other) => other.at.getTime() - one.at.getTime());
  const end = items[pageItems - 1]?.at.getTime();
  // What happened at the same instant stays on one page, so that the next begins before it.
  const page = end === undefined ? items : items.filter(({ at }) => at.getTime() >= end);
  return { items: page, before: page.length < items.length ? (page.at(-1)?.at ?? null) : null };
}

export type TimelineEntry = Awaited<ReturnType<typeof timelineOf>>['items'][number];

/** Whose line of time, before when, how much of it at most, and in whose words. */
export interface Stretch {
  customerId: string;
  until: Date;
  latest: number;
  language: Language;
}

type Source = (db: Database, stretch: Stretch) => Promise<Entry[]>;

type Entry = {
  id: string;
  at: Date;
  /** For what has a day and no hour. */
  on?: string;
} & (
  | { kind: 'order' | 'quote'; externalId: string; amountMinor: number; currency: string }
  | AnswerEntry
  | PartialEntry
  | { kind: 'case'; caseId: string; status: string; outcome: string | null }
  | { kind: 'grant'; role: string; status: string; amountMinor: number; currency: string }
  | { kind: 'mail'; messageId: string; subject: string; status: string }
  | { kind: 'skip'; reason: string; facts: Record<string, string | number> }
  | { kind: 'departure'; reasonText: string; category: (typeof reasonCategories)[number] }
);

/** Days have no hour: noon puts them among the instants of their day. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

// One more than a page of each, so that the page's end is known to be one.
const latest = pageItems + 1;

const orderEntries: Source = async (db, { customerId, until }) => {
  const rows = await db
    .select()
    .from(orders)
    .where(and(eq(orders.customerId, customerId), dayBefore(orders.orderedOn, until)))
    .orderBy(desc(orders.orderedOn))
    .limit(latest);
  return rows.map(({ id, kind, externalId, amountMinor, currency, orderedOn }) => ({
    id,
    at: noon(orderedOn),
    on: orderedOn,
    kind,
    externalId,
    amountMinor,
    currency,
  }));
};

const caseEntries: Source = async (db, { customerId, until }) => {
  const rows = await db
    .select()
    .from(cases)
    .where(and(eq(cases.customerId, customerId), lt(cases.openedAt, until)))
    .orderBy(desc(cases.openedAt))
    .limit(latest);
  return rows.map(({ id, openedAt, status, outcome }) => ({
    id: `case-${id}`,
    at: openedAt,
    kind: 'case',
    caseId: id,
    status,
    outcome,
  }));
};

const grantEntries: Source = async (db, { customerId, until }) => {
  const rows = await db
    .select()
    .from(grants)
    .where(and(eq(grants.customerId, customerId), lt(grants.proposedAt, until)))
    .orderBy(desc(grants.proposedAt))
    .limit(latest);
  return rows.map(({ id, proposedAt, role, status, amountMinor, currency }) => ({
    id,
    at: proposedAt,
    kind: 'grant',
    role,
    status,
    amountMinor,
    currency,
  }));
};

const mailEntries: Source = async (db, { customerId, until }) => {
  const rows = await db
    .select({
      id: messages.id,
      subject: messages.subject,
      status: messages.status,
      sentAt: messages.sentAt,
    })
    .from(messages)
    .where(and(eq(messages.customerId, customerId), lt(messages.sentAt, until)))
    .orderBy(desc(messages.sentAt))
    .limit(latest);
  return rows.map(({ id, subject, status, sentAt }) => ({
    id: `mail-${id}`,
    at: sentAt,
    kind: 'mail',
    messageId: id,
    subject,
    status,
  }));
};

const skipEntries: Source = async (db, { customerId, until }) => {
  const rows = await db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.customerId, customerId),
        lt(invitations.queuedAt, until),
        eq(invitations.status, 'skipped'),
      ),
    )
    .orderBy(desc(invitations.queuedAt))
    .limit(latest);
  return rows.map(({ id, queuedAt, skipReason, skipFacts }) => ({
    id,
    at: queuedAt,
    kind: 'skip',
    reason: skipReason ?? '',
    facts: skipFacts ?? {},
  }));
};

const departureEntries: Source = async (db, { customerId, until }) => {
  const rows = await db
    .select()
    .from(departures)
    .where(and(eq(departures.customerId, customerId), dayBefore(departures.departedOn, until)))
    .orderBy(desc(departures.departedOn))
    .limit(latest);
  return rows.map(({ id, departedOn, reasonText, category }) => ({
    id,
    at: noon(departedOn),
    on: departedOn,
    kind: 'departure',
    reasonText,
    category,
  }));
};

function dayBefore(column: SQLiteColumn, until: Date): SQL | undefined {
  const day = until.toISOString().slice(0, 10);
  return noon(day) < until ? or(lt(column, day), eq(column, day)) : lt(column, day);
}

const sources = [
  orderEntries,
  responseEntries,
  partialEntries,
  caseEntries,
  grantEntries,
  mailEntries,
  skipEntries,
  departureEntries,
];
