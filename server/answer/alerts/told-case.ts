import { inArray, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { dueAt, type Case } from '../case.ts';
import type { NoticeKind } from './notice.ts';
import type { Speech } from './say.ts';

/** The best score of each measure. */
export const scoreMost = { nps: 10, csat: 5, ces: 7 } as const;

/** A case as an alert tells of it, and what happened to it. */
export interface ToldCase {
  kind: NoticeKind;
  case: Case;
  customerName: string;
}

/** The cases with their customers' names, by their ids. */
export async function casesNamed(db: Database, caseIds: string[]) {
  const rows = await db
    .select({ case: cases, customerName: customers.name })
    .from(cases)
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .where(inArray(cases.id, caseIds));
  return new Map(rows.map((row) => [row.case.id, row]));
}

/** Each case once, with the last that happened to it; what hurts most first, then what is due first. */
export function byUrgency(told: ToldCase[]): ToldCase[] {
  const last = new Map(told.map((one) => [one.case.id, one]));
  return [...last.values()].sort(
    (a, b) => b.case.severity - a.case.severity || dueTime(a.case) - dueTime(b.case),
  );
}

/** What a case is about, in a few words each: how urgent, which tier, score and reason, and by when. */
export function factsOf({ case: c }: ToldCase, { t, instant, number, reason }: Speech): string[] {
  const due = dueAt[c.status](c);
  const max = scoreMost[c.scoreMeasure ?? 'nps'];
  return [
    t(`alerts:severity.${severityOf(c)}`),
    ...(c.tier ? [t(`desk:tier.${c.tier}`)] : []),
    ...(c.score === null ? [] : [t('alerts:scored', { score: number(c.score), max: number(max) })]),
    ...(c.category ? [reason(c.category, c.detail)] : []),
    ...(due ? [t('alerts:due', { due: instant(due) })] : []),
  ];
}

const severities = [1, 2, 3, 4] as const;
export type Severity = (typeof severities)[number];

export const severityOf = ({ severity }: Pick<Case, 'severity'>): Severity =>
  severities.find((known) => known === severity) ?? 2;

const dueTime = (c: Case): number => dueAt[c.status](c)?.getTime() ?? Infinity;
