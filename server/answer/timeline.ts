import { and, desc, eq, inArray, isNotNull, lt, ne, notInArray, or, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Database } from '#db/client.ts';
import { caseNotes, caseReplies, cases } from '#db/schema/cases.ts';
import { orders } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { partsOfReply } from './letters/reply.ts';

const pageItems = 40;
// One more than a page of each, so that the page's end is known to be one.
const eachAtMost = pageItems + 1;
const endOfTime = new Date('9999-12-31T23:59:59Z');

export const storyKinds = ['answers', 'cases', 'talks', 'offers', 'orders'] as const;
export type StoryKind = (typeof storyKinds)[number];

/** What is asked for: all of it or one kind, before an instant where it goes on. */
export interface StoryAsked {
  kind?: StoryKind | undefined;
  before?: Date | undefined;
}

interface Stretch {
  customerId: string;
  until: Date;
}

/**
 * The whole story of a customer, newest first: what she bought and answered, her cases, what was said and written both
 * ways, what was promised and given. What happened at one instant stays on one page, so that the next begins before it.
 */
export async function storyOf(db: Database, customerId: string, { kind, before }: StoryAsked = {}) {
  const stretch = { customerId, until: before ?? endOfTime };
  const asked = kind ? sourcesOf[kind] : Object.values(sourcesOf).flat();
  const found = await Promise.all(asked.map((source) => source(db, stretch)));
  const items = found.flat().toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const end = items[pageItems - 1]?.at.getTime();
  const page = end === undefined ? items : items.filter(({ at }) => at.getTime() >= end);
  return { items: page, before: page.length < items.length ? (page.at(-1)?.at ?? null) : null };
}

const talkEvents = ['callback-requested', 'unsubscribed', 'resubscribed'];
const offerEvents = [
  'compensation-proposed',
  'compensation-approved',
  'compensation-declined',
  'grant-issued',
  'reward-granted',
];
// Answers, notes, contacts and mails have rows of their own, which say more than their events.
const toldElsewhere = [
  'case-contacted',
  'case-called-in-vain',
  'case-noted',
  'customer-replied',
  'mail-sent',
  'response-received',
  'reasons-reviewed',
  'review-taken-back',
  'reply-read',
  'commitment-due',
];

const happened =
  (which: SQL | undefined) =>
  async (db: Database, { customerId, until }: Stretch) => {
    const rows = await db
      .select({
        id: events.id,
        kind: events.kind,
        data: events.data,
        caseId: events.caseId,
        at: events.at,
        by: staff.name,
      })
      .from(events)
      .leftJoin(staff, eq(staff.id, events.actorId))
      .where(and(eq(events.customerId, customerId), lt(events.at, until), which))
      .orderBy(desc(events.id))
      .limit(eachAtMost);
    return rows.map((row) => ({ ...row, type: 'event' as const, id: `event-${row.id}` }));
  };

async function notes(db: Database, { customerId, until }: Stretch) {
  const { id, kind, subject, callResult, callMinutes, body, caseId, at } = caseNotes;
  const rows = await db
    .select({ id, kind, subject, callResult, callMinutes, body, caseId, at, by: staff.name })
    .from(caseNotes)
    .innerJoin(staff, eq(staff.id, caseNotes.authorId))
    .where(and(inArray(caseId, casesOf(db, customerId)), lt(at, until)))
    .orderBy(desc(at))
    .limit(eachAtMost);
  return rows.map((row) => ({ ...row, type: 'note' as const }));
}

async function replies(db: Database, { customerId, until }: Stretch) {
  const { id, subject, body, caseId, at } = caseReplies;
  const rows = await db
    .select({ id, subject, body, caseId, at })
    .from(caseReplies)
    .where(and(inArray(caseId, casesOf(db, customerId)), lt(at, until)))
    .orderBy(desc(at))
    .limit(eachAtMost);
  return rows.map(({ body: whole, ...row }) => ({ ...row, ...partsOfReply(whole), type: 'reply' as const }));
}

const casesOf = (db: Database, customerId: string) =>
  db.select({ id: cases.id }).from(cases).where(eq(cases.customerId, customerId));

async function mails(db: Database, { customerId, until }: Stretch) {
  const { id, kind, subject, status, caseId, sentAt } = messages;
  const rows = await db
    .select({ id, kind, subject, status, caseId, at: sentAt })
    .from(messages)
    .where(
      and(
        eq(messages.customerId, customerId),
        // An agent's letter that went out is told by its note, with her words.
        or(notInArray(kind, ['case-message', 'case-resolved']), ne(status, 'sent')),
        ne(kind, 'case-alert'),
        lt(sentAt, until),
      ),
    )
    .orderBy(desc(sentAt))
    .limit(eachAtMost);
  return rows.map((row) => ({ ...row, type: 'mail' as const }));
}

async function answers(db: Database, { customerId, until }: Stretch) {
  const rows = await db
    .select({
      id: responses.id,
      nps: responses.nps,
      csat: responses.csat,
      ces: responses.ces,
      verbatim: responses.verbatim,
      at: responses.answeredAt,
      caseId: cases.id,
      askedBy: staff.name,
    })
    .from(responses)
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .leftJoin(staff, eq(staff.id, responses.interviewedBy))
    .where(
      and(
        eq(responses.customerId, customerId),
        eq(responses.status, 'complete'),
        lt(responses.answeredAt, until),
      ),
    )
    .orderBy(desc(responses.answeredAt))
    .limit(eachAtMost);
  return rows.map((row) => ({ ...row, type: 'answer' as const }));
}

async function bought(db: Database, { customerId, until }: Stretch) {
  const { id, kind, externalId, amountMinor, currency, orderedOn } = orders;
  const rows = await db
    .select({ id, kind, externalId, amountMinor, currency, on: orderedOn })
    .from(orders)
    .where(and(eq(orders.customerId, customerId), dayBefore(orderedOn, until)))
    .orderBy(desc(orderedOn))
    .limit(eachAtMost);
  return rows.map((row) => ({ ...row, type: 'order' as const, at: noon(row.on) }));
}

async function left(db: Database, { customerId, until }: Stretch) {
  const { id, category, reasonText, departedOn } = departures;
  const rows = await db
    .select({ id, category, reasonText, on: departedOn })
    .from(departures)
    .where(and(eq(departures.customerId, customerId), isNotNull(departedOn), dayBefore(departedOn, until)))
    .orderBy(desc(departedOn))
    .limit(eachAtMost);
  return rows.map((row) => ({ ...row, type: 'departure' as const, at: noon(row.on) }));
}

/** Days have no hour: noon puts them among the instants of their day. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

function dayBefore(column: SQLiteColumn, until: Date): SQL | undefined {
  const day = until.toISOString().slice(0, 10);
  return noon(day) < until ? or(lt(column, day), eq(column, day)) : lt(column, day);
}

/** What each kind of the story is read from. */
const sourcesOf = {
  answers: [answers, happened(eq(events.kind, 'response-corrected'))],
  cases: [
    happened(
      and(
        isNotNull(events.caseId),
        notInArray(events.kind, [...toldElsewhere, ...talkEvents, ...offerEvents, 'response-corrected']),
      ),
    ),
  ],
  talks: [notes, replies, mails, happened(inArray(events.kind, talkEvents))],
  offers: [happened(inArray(events.kind, offerEvents))],
  orders: [bought, left],
} as const satisfies Record<StoryKind, readonly unknown[]>;
