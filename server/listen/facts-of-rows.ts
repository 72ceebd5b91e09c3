import { gt, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { parseMeasure, scaleOf } from '#surveys/measures.ts';
import { factOf, type ResponseFact } from './response-fact.ts';
import { acceptOf, gateOf } from './survey-gates.ts';

type Row = typeof responses.$inferSelect;

/** What answers count as, by their rows: for those kept before there were facts, and to prove the facts by. */
export async function factsOfRows(db: Database, rows: Row[]): Promise<Map<string, ResponseFact>> {
  const ids = rows.map(({ id }) => id);
  const named = await db.select().from(reasons).where(inArray(reasons.responseId, ids));
  const worth = await worthOf(db, rows);
  const facts = new Map<string, ResponseFact>();
  for (const row of rows) {
    const of = (status: string) =>
      named
        .filter((reason) => reason.responseId === row.id && reason.status === status)
        .map(({ category, detail }) => ({ category, detail }));
    const said = await saidInRow(db, row);
    const stated = of('stated');
    const { monthlyMinor, currency } = worth.get(row.customerId ?? '') ?? noWorth;
    const fact = factOf({ row, monthlyMinor, currency, ...said, reasons: stated });
    facts.set(row.id, { ...fact, inferred: of('inferred'), confirmed: of('confirmed') });
  }
  return facts;
}

const noWorth = { monthlyMinor: 0, currency: 'XXX' };

async function worthOf(db: Database, rows: Row[]) {
  const ids = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))];
  const { id, monthlyRevenueMinor, currency } = customers;
  const found = await db
    .select({ id, monthlyMinor: monthlyRevenueMinor, currency })
    .from(customers)
    .where(inArray(id, ids));
  return new Map(
    found.map((one) => [
      one.id,
      { monthlyMinor: one.monthlyMinor ?? 0, currency: one.currency ?? noWorth.currency },
    ]),
  );
}

/** By the gate of its survey; an imported answer has its one measure in its answers. */
async function saidInRow(db: Database, row: Row) {
  const { surveyVersionId, answers, nps, csat, ces } = row;
  if (surveyVersionId !== null) {
    const accepted = acceptOf(await gateOf(db, surveyVersionId), row)(answers);
    if (accepted.ok) return { scores: accepted.scores, whys: accepted.whys };
  }
  const imported = Object.entries(answers).flatMap(([name, value]) => {
    const measure = parseMeasure(name);
    return measure && scaleOf(measure).kind === 'whole' ? [{ measure: name, value: Number(value) }] : [];
  });
  const kept = Object.entries({ nps, csat, ces }).flatMap(([measure, value]) =>
    value === null ? [] : [{ measure, value }],
  );
  const others = imported.filter(({ measure }) => !kept.some((score) => score.measure === measure));
  return { scores: [...kept, ...others] };
}

export const isNamed = (row: Row): boolean => row.customerId !== null && row.status === 'complete';

/** A page of answers by their ids. */
export const answersAfter = (db: Database, id: string, limit: number) =>
  db.select().from(responses).where(gt(responses.id, id)).orderBy(responses.id).limit(limit);
