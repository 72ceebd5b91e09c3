import { inArray } from 'drizzle-orm';
import { departures } from '#db/schema/departures.ts';
import { readDay } from '#server/customers/import/day-text.ts';
import { readId, readText } from '#server/customers/import/field-text.ts';
import type { BatchPlan, Importer, ReasonsGiven, RowOutcome } from '#server/customers/import/importer.ts';
import { read, unusable } from '#server/customers/import/problem.ts';
import type { RowReader } from '#server/customers/import/row-reader.ts';
import { customersByExternalId } from '#server/customers/known-customers.ts';
import type { Deps } from '#server/deps.ts';
import { codedReason, type CodedReason, type ReasonReading } from '#surveys/coded-reason.ts';
import { addDeparture, correctDeparture, type DepartureFacts } from './departures.ts';

export interface DepartureRow {
  externalId: string;
  departedOn: string;
  reasonText: string;
  reason: CodedReason;
}

/** Who left, when and why. */
export function departureImporter(
  deps: Deps,
  { reasons, currency, words = new Map() }: ReasonsGiven,
): Importer<DepartureRow> {
  return {
    fields: ['externalId', 'departedOn', 'reason'],
    required: ['externalId', 'departedOn', 'reason'],
    keepsAttributes: false,
    event: 'departures-imported',
    read: (reader) => readDeparture(reader, { mapping: reasons, words }),
    keyOf: ({ externalId, departedOn }) => `${departedOn} ${externalId}`,
    plan: (rows) => planDepartures(deps, rows, currency),
  };
}

function readDeparture(reader: RowReader, reading: ReasonReading): DepartureRow | null {
  const externalId = reader.must('externalId', readId);
  const departedOn = reader.must('departedOn', readDay);
  const coded = reader.must('reason', (text) => {
    const kept = readText(text);
    const reason = codedReason(text, reading);
    if (!kept.ok) return kept;
    return reason ? read({ reasonText: text, reason }) : unusable('reason-unmapped', { text });
  });
  if (externalId === null || departedOn === null || coded === null) return null;
  return { externalId, departedOn, ...coded };
}

async function planDepartures(deps: Deps, rows: DepartureRow[], currency: string | null): Promise<BatchPlan> {
  const known = await customersByExternalId(
    deps.db,
    rows.map(({ externalId }) => externalId),
  );
  const ids = [...known.values()].map(({ id }) => id);
  const stored = await deps.db.select().from(departures).where(inArray(departures.customerId, ids));
  const before = new Map(stored.map((one) => [`${one.customerId} ${one.departedOn}`, one]));
  const added: DepartureFacts[] = [];
  const corrected: { before: (typeof stored)[number]; facts: DepartureFacts }[] = [];
  const outcomes = rows.map(({ externalId, ...row }): RowOutcome => {
    const customer = known.get(externalId);
    if (!customer) {
      return {
        outcome: 'refused',
        field: 'externalId',
        problem: { code: 'customer-unknown', facts: { text: externalId } },
      };
    }
    const facts = { ...row, customer, fallbackCurrency: currency };
    const standing = before.get(`${customer.id} ${row.departedOn}`);
    if (!standing) {
      added.push(facts);
      return { outcome: 'created' };
    }
    if (isSameReason(standing, row)) return { outcome: 'unchanged' };
    corrected.push({ before: standing, facts });
    return { outcome: 'changed' };
  });
  return {
    outcomes,
    store: (tx) => {
      for (const facts of added) addDeparture(deps, tx, facts);
      for (const { before, facts } of corrected) correctDeparture(deps, tx, before, facts);
    },
  };
}

function isSameReason(
  standing: typeof departures.$inferSelect,
  { reasonText, reason }: Pick<DepartureRow, 'reasonText' | 'reason'>,
): boolean {
  return (
    standing.reasonText === reasonText &&
    standing.category === reason.category &&
    standing.detail === reason.detail
  );
}
