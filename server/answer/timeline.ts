import { and, desc, eq, ne, notInArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { caseNotes, cases } from '#db/schema/cases.ts';
import { orders } from '#db/schema/customers.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import type { Case } from './case.ts';

const eachAtMost = 40;

// Answers, notes, contacts and mails have rows of their own, which say more than their events.
const toldElsewhere = ['case-opened', 'case-contacted', 'case-noted', 'mail-sent', 'response-received'];

/** What happened with this customer, newest first: the case, its notes and mails, earlier answers and orders. */
export async function timelineOf(db: Database, c: Case) {
  const [happened, notes, mails, answers, bought] = await Promise.all([
    eventsOf(db, c.id),
    notesOf(db, c.id),
    mailsOf(db, c.id),
    answersOf(db, c),
    ordersOf(db, c.customerId),
  ]);
  const all = [...happened, ...notes, ...mails, ...answers, ...bought];
  return all.sort((a, b) => b.at.getTime() - a.at.getTime());
}

async function eventsOf(db: Database, caseId: string) {
  const rows = await db
    .select({ id: events.id, kind: events.kind, data: events.data, at: events.at, by: staff.name })
    .from(events)
    .leftJoin(staff, eq(staff.id, events.actorId))
    .where(and(eq(events.caseId, caseId), notInArray(events.kind, toldElsewhere)))
    .orderBy(desc(events.id))
    .limit(eachAtMost);
  return rows.map((row) => ({ ...row, type: 'event' as const, id: `event-${row.id}` }));
}

async function notesOf(db: Database, caseId: string) {
  const rows = await db
    .select({
      id: caseNotes.id,
      kind: caseNotes.kind,
      body: caseNotes.body,
      at: caseNotes.at,
      by: staff.name,
    })
    .from(caseNotes)
    .innerJoin(staff, eq(staff.id, caseNotes.authorId))
    .where(eq(caseNotes.caseId, caseId))
    .orderBy(desc(caseNotes.at))
    .limit(eachAtMost);
  return rows.map((row) => ({ ...row, type: 'note' as const }));
}

async function mailsOf(db: Database, caseId: string) {
  const rows = await db
    .select({
      id: messages.id,
      kind: messages.kind,
      subject: messages.subject,
      status: messages.status,
      to: messages.toName,
      at: messages.sentAt,
    })
    .from(messages)
    .where(and(eq(messages.caseId, caseId), ne(messages.kind, 'case-alert')))
    .orderBy(desc(messages.sentAt))
    .limit(eachAtMost);
  return rows.map((row) => ({ ...row, type: 'mail' as const }));
}

async function answersOf(db: Database, c: Case) {
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
    .where(and(eq(responses.customerId, c.customerId), eq(responses.status, 'complete')))
    .orderBy(desc(responses.answeredAt))
    .limit(eachAtMost);
  return rows.map((row) => ({ ...row, type: 'answer' as const }));
}

async function ordersOf(db: Database, customerId: string) {
  const rows = await db
    .select({
      id: orders.id,
      kind: orders.kind,
      externalId: orders.externalId,
      amountMinor: orders.amountMinor,
      currency: orders.currency,
      on: orders.orderedOn,
    })
    .from(orders)
    .where(eq(orders.customerId, customerId))
    .orderBy(desc(orders.orderedOn))
    .limit(12);
  return rows.map((row) => ({ ...row, type: 'order' as const, at: new Date(`${row.on}T00:00:00Z`) }));
}
