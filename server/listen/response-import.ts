import { isDeepStrictEqual } from 'node:util';
import { inArray } from 'drizzle-orm';
import { newId } from '#db/ids.ts';
import { orders } from '#db/schema/customers.ts';
import { responses } from '#db/schema/responses.ts';
import { readDay } from '#server/customers/import/day-text.ts';
import { readId, readText } from '#server/customers/import/field-text.ts';
import type { BatchPlan, Importer, ReasonsGiven, RowOutcome } from '#server/customers/import/importer.ts';
import { plainDigits } from '#server/customers/import/money-text.ts';
import { type ProblemCode, read, unusable } from '#server/customers/import/problem.ts';
import type { RowReader } from '#server/customers/import/row-reader.ts';
import { customersByExternalId, type KnownCustomer } from '#server/customers/known-customers.ts';
import type { Deps } from '#server/deps.ts';
import { codedReason, type CodedReason, type ReasonReading } from '#surveys/coded-reason.ts';
import { type Measure, parseMeasure, scaleOf } from '#surveys/measures.ts';
import { addResponse, type NewResponse } from './keep-response.ts';

export interface ResponseRow {
  customerExternalId: string;
  orderExternalId: string | null;
  measure: Measure;
  score: number;
  answeredOn: string;
  verbatim: string | null;
  reason: { text: string; coded: CodedReason } | null;
}

/** Answers given elsewhere, earlier: they count in every figure, and nobody is answered or mailed because of them. */
export function responseImporter(
  deps: Deps,
  { reasons, currency, words = new Map() }: ReasonsGiven,
): Importer<ResponseRow> {
  return {
    fields: ['customerId', 'orderId', 'measure', 'score', 'answeredOn', 'verbatim', 'reason'],
    required: ['customerId', 'measure', 'score', 'answeredOn'],
    keepsAttributes: false,
    event: 'responses-imported',
    read: (reader) => readResponse(reader, { mapping: reasons, words }),
    keyOf: importKeyOf,
    plan: (rows) => planResponses(deps, rows, currency),
  };
}

function readResponse(reader: RowReader, reading: ReasonReading): ResponseRow | null {
  const customerExternalId = reader.must('customerId', readId);
  const answeredOn = reader.must('answeredOn', readDay);
  const measure = reader.must('measure', readMeasure);
  const score = measure === null ? null : reader.must('score', (text) => readScore(measure, text));
  const orderExternalId = reader.take('orderId', readId) ?? null;
  const verbatim = reader.take('verbatim', readText) ?? null;
  const reason = reader.take('reason', (text) => {
    const coded = codedReason(text, reading);
    return coded ? read({ text, coded }) : unusable('reason-unmapped', { text });
  });
  if (customerExternalId === null || answeredOn === null || measure === null || score === null) return null;
  return {
    customerExternalId,
    orderExternalId,
    measure,
    score,
    answeredOn,
    verbatim,
    reason: reason ?? null,
  };
}

function readMeasure(text: string) {
  const measure = parseMeasure(text.trim().toLowerCase());
  return measure && scaleOf(measure).kind === 'whole' ? read(measure) : unusable('measure-unknown', { text });
}

function readScore(measure: Measure, text: string) {
  const scale = scaleOf(measure);
  if (scale.kind !== 'whole') return unusable('measure-unknown', { text: measure });
  const { min, max } = scale;
  const score = /^\d{1,2}$/.test(plainDigits(text)) ? Number(plainDigits(text)) : Number.NaN;
  return score >= min && score <= max
    ? read(score)
    : unusable('score-out-of-range', { text, measure, min, max });
}

/** One answer per customer, order, measure and day. */
function importKeyOf(row: ResponseRow): string {
  return JSON.stringify([row.customerExternalId, row.orderExternalId, row.measure, row.answeredOn]);
}

async function planResponses(
  deps: Deps,
  rows: ResponseRow[],
  fallbackCurrency: string | null,
): Promise<BatchPlan> {
  const known = await customersByExternalId(
    deps.db,
    rows.map((row) => row.customerExternalId),
  );
  const orderOf = await ordersByExternalId(deps, rows);
  const stored = await deps.db
    .select({ importKey: responses.importKey, answers: responses.answers, verbatim: responses.verbatim })
    .from(responses)
    .where(inArray(responses.importKey, rows.map(importKeyOf)));
  const byKey = new Map(stored.map((one) => [one.importKey, one]));
  const added: NewResponse[] = [];
  const outcomes = rows.map((row): RowOutcome => {
    const customer = known.get(row.customerExternalId);
    if (!customer) return refused('customerId', 'customer-unknown', row.customerExternalId);
    const order = row.orderExternalId === null ? null : orderOf.get(row.orderExternalId);
    if (order === undefined || (order && order.customerId !== customer.id)) {
      return refused('orderId', 'order-unknown', row.orderExternalId ?? '');
    }
    const before = byKey.get(importKeyOf(row));
    if (before) {
      const isSame = before.verbatim === row.verbatim && isDeepStrictEqual(before.answers, answersOf(row));
      return isSame ? { outcome: 'unchanged' } : refused('score', 'response-differs', row.customerExternalId);
    }
    added.push(newResponse(deps, row, { customer, orderId: order?.id ?? null, fallbackCurrency }));
    return { outcome: 'created' };
  });
  return {
    outcomes,
    store: (tx) => {
      for (const response of added) addResponse(deps, tx, response);
    },
  };
}

async function ordersByExternalId({ db }: Deps, rows: ResponseRow[]) {
  const ids = rows.flatMap(({ orderExternalId }) => (orderExternalId === null ? [] : [orderExternalId]));
  const found = await db.select().from(orders).where(inArray(orders.externalId, ids));
  return new Map(found.map((order) => [order.externalId, order]));
}

function newResponse(
  deps: Deps,
  row: ResponseRow,
  facts: { customer: KnownCustomer; orderId: string | null; fallbackCurrency: string | null },
): NewResponse {
  const { customer, orderId, fallbackCurrency } = facts;
  const { measure, score, reason } = row;
  const kept = measure === 'nps' || measure === 'csat' || measure === 'ces' ? { [measure]: score } : {};
  return {
    row: {
      ...kept,
      id: newId(deps),
      importKey: importKeyOf(row),
      customerId: customer.id,
      orderId,
      status: 'complete',
      locale: customer.locale,
      answers: answersOf(row),
      verbatim: row.verbatim,
      tier: customer.tier,
      accountManager: customer.accountManager,
      department: customer.department,
      month: row.answeredOn.slice(0, 7),
      // Noon keeps the day the same day in nearly every zone.
      answeredAt: new Date(`${row.answeredOn}T12:00:00Z`),
    },
    scores: [{ measure, value: score }],
    reasons: reason ? [{ ...reason.coded, question: null }] : [],
    monthlyMinor: customer.monthlyRevenueMinor ?? 0,
    currency: customer.currency ?? fallbackCurrency ?? 'XXX',
  };
}

function answersOf({ measure, score, reason }: ResponseRow): Record<string, unknown> {
  return { [measure]: score, ...(reason ? { reason: reason.text } : {}) };
}

function refused(field: string, code: ProblemCode, text: string): RowOutcome {
  return { outcome: 'refused', field, problem: { code, facts: { text } } };
}
