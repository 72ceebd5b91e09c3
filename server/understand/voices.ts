import { and, count, desc, eq, gte, inArray, isNotNull, lte, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { programs } from '#db/schema/programs.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { answersLike } from './answers-within.ts';
import type { Place } from './place.ts';
import { mayShowComments } from './minimum-group.ts';
import type { Slice } from './slice.ts';

/** What stands behind a bar: a category, details of it that are shown as one, or two categories named together. */
export interface Bar {
  category: ReasonCategory;
  details?: string[] | undefined;
  with?: ReasonCategory | undefined;
}

export type Voice = Awaited<ReturnType<typeof voicesBehind>>[number];

type Page = { after: Place | null; limit: number };

/** Answers that named a reason and said something, newest first; an answer stands once however often it named it. */
export async function voicesBehind(db: Database, slice: Slice, bar: Bar & Page) {
  const behind = and(
    eq(reasons.category, bar.category),
    bar.details && inArray(reasons.detail, bar.details),
    onceAnAnswer(bar.details),
    bar.with === undefined ? undefined : alsoNamed(bar.with),
    gte(reasons.month, slice.from),
    lte(reasons.month, slice.to),
    ...(await answerFilters(db, slice)),
  );
  const group = db
    .select({ n: count() })
    .from(reasons)
    .innerJoin(responses, eq(responses.id, reasons.responseId))
    .where(behind);
  if (!(await isGroupToHideIn(db, slice, group))) return [];
  const rows = await db
    .select({ ...voiceColumns, month: reasons.month, at: reasons.at, place: reasons.id })
    .from(reasons)
    .innerJoin(responses, eq(responses.id, reasons.responseId))
    .leftJoin(customers, eq(customers.id, responses.customerId))
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .leftJoin(staff, eq(staff.id, responses.interviewedBy))
    .where(and(behind, bar.after ? comesAfter(bar.after) : undefined))
    .orderBy(desc(reasons.month), desc(reasons.at), desc(reasons.id))
    .limit(bar.limit);
  return withReasons(db, rows);
}

/** What was said last in a month or within something else, whatever it was about. */
export async function heardLately(
  db: Database,
  slice: Slice,
  limit: number,
  within: SQL | undefined = eq(responses.month, slice.to),
) {
  const heard = and(within, ...(await answerFilters(db, slice)));
  const group = db.select({ n: count() }).from(responses).where(heard);
  if (!(await isGroupToHideIn(db, slice, group))) return [];
  const rows = await db
    .select({ ...voiceColumns, month: responses.month, at: responses.answeredAt, place: responses.id })
    .from(responses)
    .leftJoin(customers, eq(customers.id, responses.customerId))
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .leftJoin(staff, eq(staff.id, responses.interviewedBy))
    .where(heard)
    .orderBy(desc(responses.answeredAt), desc(responses.id))
    .limit(limit);
  return withReasons(db, rows);
}

/** Whether so many spoke that no comment of an anonymous program gives anybody away (design rule 4). */
async function isGroupToHideIn(
  db: Database,
  { program }: Slice,
  group: PromiseLike<{ n: number }[]>,
): Promise<boolean> {
  if (program === undefined) return true;
  const { id, isAnonymous } = programs;
  const [asked] = await db.select({ isAnonymous }).from(programs).where(eq(id, program));
  if (!asked?.isAnonymous) return true;
  return mayShowComments(asked, (await group)[0]?.n ?? 0);
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
  /** Who asked on the telephone. */
  askedBy: staff.name,
};

async function answerFilters(db: Database, slice: Slice): Promise<(SQL | undefined)[]> {
  return [eq(responses.status, 'complete'), isNotNull(responses.verbatim), await answersLike(db, slice)];
}

const other = alias(reasons, 'other');

function onceAnAnswer(details: string[] | undefined): SQL {
  const alsoBehind = details ? sql`AND ${inArray(other.detail, details)}` : sql``;
  return sql`NOT EXISTS (SELECT 1 FROM ${reasons} AS other WHERE ${other.responseId} = ${reasons.responseId}
    AND ${other.category} = ${reasons.category} ${alsoBehind} AND ${other.id} > ${reasons.id})`;
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
