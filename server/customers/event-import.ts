import { inArray } from 'drizzle-orm';
import { newId } from '#db/ids.ts';
import { customerEvents } from '#db/schema/customers.ts';
import type { Deps } from '../deps.ts';
import { readId, readText } from './import/field-text.ts';
import type { BatchPlan, Importer, RowOutcome } from './import/importer.ts';
import { read, unusable, type Reading } from './import/problem.ts';
import type { RowReader } from './import/row-reader.ts';
import { customersByExternalId } from './known-customers.ts';

type Event = typeof customerEvents.$inferSelect;

export interface EventRow extends Pick<Event, 'externalId' | 'name' | 'data'> {
  customerExternalId: string;
  /** Null: now. */
  happenedAt: Date | null;
}

/** What happened to a customer and is neither an order nor her leaving. An event told twice happened once. */
export function eventImporter(deps: Deps): Importer<EventRow> {
  return {
    fields: ['externalId', 'customerId', 'name', 'happenedAt', 'data'],
    required: ['externalId', 'customerId', 'name'],
    keepsAttributes: false,
    event: 'events-imported',
    read: readEvent,
    keyOf: ({ externalId }) => externalId,
    plan: (rows) => planEvents(deps, rows),
  };
}

function readEvent(reader: RowReader): EventRow | null {
  const externalId = reader.must('externalId', readId);
  const customerExternalId = reader.must('customerId', readId);
  const name = reader.must('name', readId);
  const happenedAt = reader.take('happenedAt', readInstant) ?? null;
  const data = reader.take('data', readData) ?? {};
  if (externalId === null || customerExternalId === null || name === null) return null;
  return { externalId, customerExternalId, name, happenedAt, data };
}

function readInstant(text: string): Reading<Date> {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? unusable('day-not-iso', { text }) : read(at);
}

// The route has checked what it holds.
function readData(text: string): Reading<Event['data']> {
  const kept = readText(text);
  return kept.ok ? read(JSON.parse(text)) : kept;
}

async function planEvents(deps: Deps, rows: EventRow[]): Promise<BatchPlan> {
  const { db } = deps;
  const now = deps.now();
  const ids = rows.map(({ externalId }) => externalId);
  const stored = await db.select().from(customerEvents).where(inArray(customerEvents.externalId, ids));
  const byExternalId = new Map(stored.map((event) => [event.externalId, event]));
  const known = await customersByExternalId(
    db,
    rows.map((row) => row.customerExternalId),
  );
  const added: (typeof customerEvents.$inferInsert)[] = [];
  const outcomes = rows.map(({ customerExternalId, ...row }): RowOutcome => {
    const customerId = known.get(customerExternalId)?.id;
    if (customerId === undefined) {
      return refused('customerId', 'customer-unknown', customerExternalId);
    }
    const before = byExternalId.get(row.externalId);
    if (before) {
      const isSame = before.customerId === customerId && before.name === row.name;
      return isSame ? { outcome: 'unchanged' } : refused('externalId', 'event-differs', row.externalId);
    }
    const happenedAt = row.happenedAt ?? now;
    added.push({ ...row, happenedAt, id: newId(deps), customerId, createdAt: now });
    return { outcome: 'created' };
  });
  return { outcomes, store: (tx) => tx.run(db.insert(customerEvents).values(added)) };
}

function refused(
  field: string,
  code: 'customer-unknown' | 'event-differs',
  text: string,
): RowOutcome & { outcome: 'refused' } {
  return { outcome: 'refused', field, problem: { code, facts: { text } } };
}
