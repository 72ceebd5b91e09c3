import { and, desc, eq, gte, inArray, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { noProgram } from '#server/listen/roll-up.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import type { Place } from './place.ts';
import type { Slice } from './slice.ts';

/** What stands behind a bar: a category, a detail of it, or two categories named together. */
export interface Bar {
  category: ReasonCategory;
  detail?: string | undefined;
  with?: ReasonCategory | undefined;
}

export type Voice = Awaited<ReturnType<typeof voicesBehind>>[number];

type Page = { after: Place | null; limit: number };

/** Answers that named a reason and said something, newest first; an answer stands once however often it named it. */
export async function voicesBehind(db: Database, slice: Slice, bar: Bar & Page) {
  const rows = await db
    .select({ ...voiceColumns, month: reasons.month, at: reasons.at, place: reasons.id })
    .from(reasons)
    .innerJoin(responses, eq(responses.id, reasons.responseId))
    .leftJoin(customers, eq(customers.id, responses.customerId))
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .where(
      and(
        eq(reasons.category, bar.category),
        bar.detail === undefined ? onceAnAnswer() : eq(reasons.detail, bar.detail),
        bar.with === undefined ? undefined : alsoNamed(bar.with),
        gte(reasons.month, slice.from),
        lte(reasons.month, slice.to),
        bar.after ? comesAfter(bar.after) : undefined,
        ...answerFilters(slice),
      ),
    )
    .orderBy(desc(reasons.month), desc(reasons.at), desc(reasons.id))
    .limit(bar.limit);
  return withReasons(db, rows);
}

/** What was said last in a month, whatever it was about. */
export async function heardLately(db: Database, slice: Slice, limit: number) {
  const rows = await db
    .select({ ...voiceColumns, month: responses.month, at: responses.answeredAt, place: responses.id })
    .from(responses)
    .leftJoin(customers, eq(customers.id, responses.customerId))
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .where(and(eq(responses.month, slice.to), ...answerFilters(slice)))
    .orderBy(desc(responses.answeredAt), desc(responses.id))
    .limit(limit);
  return withReasons(db, rows);
}

const voiceColumns = {
  responseId: responses.id,
  words: responses.verbatim,
  nps: responses.nps,
  csat: responses.csat,
  ces: responses.ces,
  tier: responses.tier,
  language: responses.locale,
  customerId: responses.customerId,
  customerName: customers.name,
  caseId: cases.id,
};

function answerFilters({ program, tier }: Slice): (SQL | undefined)[] {
  const imported = program === noProgram ? isNull(responses.programId) : undefined;
  return [
    isNotNull(responses.verbatim),
    program === undefined ? undefined : (imported ?? eq(responses.programId, program)),
    tier === undefined ? undefined : eq(responses.tier, tier),
  ];
}

const other = alias(reasons, 'other');

function onceAnAnswer(): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${reasons} AS other WHERE ${other.responseId} = ${reasons.responseId}
    AND ${other.category} = ${reasons.category} AND ${other.id} > ${reasons.id})`;
}

function alsoNamed(category: ReasonCategory): SQL {
  return sql`EXISTS (SELECT 1 FROM ${reasons} AS other WHERE ${other.responseId} = ${reasons.responseId}
    AND ${other.category} = ${category})`;
}

function comesAfter({ month, at, id }: Place): SQL {
  return sql`(${reasons.month}, ${reasons.at}, ${reasons.id}) < (${month}, ${at.getTime()}, ${id})`;
}

async function withReasons<T extends { responseId: string }>(db: Database, rows: T[]) {
  if (rows.length === 0) return [];
  const ids = rows.map(({ responseId }) => responseId);
  const { responseId, category, detail, status, quote } = reasons;
  const named = await db
    .select({ responseId, category, detail, status, quote })
    .from(reasons)
    .where(inArray(responseId, ids))
    .orderBy(reasons.id);
  return rows.map((row) => ({
    ...row,
    reasons: named
      .filter((reason) => reason.responseId === row.responseId)
      .map(({ category, detail, status, quote }) => ({ category, detail, status, quote })),
  }));
}
