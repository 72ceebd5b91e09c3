import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { readings } from '#db/schema/understand.ts';
import type { Taught } from './learner.ts';

/** More are not repeated at every lesson; the latest know best. */
const mostLessons = 2000;

/** What people of the company said that words mean: every review is a lesson. */
export async function taughtLessons(db: Database, known: Taught | null): Promise<Taught | null> {
  const { reviewedAt, responseId } = readings;
  const [all] = await db
    .select({
      n: sql<number>`count(*)`,
      last: sql<number | null>`max(${reviewedAt})`,
      sum: sql<number>`sum(${readings.revision})`,
    })
    .from(readings)
    .where(isNotNull(reviewedAt));
  if (!all || all.n === 0) return null;
  const version = `${all.n} ${all.last} ${all.sum}`;
  if (known?.version === version) return known;
  const reviewed = await db
    .select({ id: responseId, text: responses.verbatim })
    .from(readings)
    .innerJoin(responses, eq(responses.id, responseId))
    .where(and(isNotNull(reviewedAt), isNotNull(responses.verbatim)))
    .orderBy(desc(reviewedAt))
    .limit(mostLessons);
  const said = await confirmedOf(
    db,
    reviewed.map(({ id }) => id),
  );
  const lessons = reviewed.map(({ id, text }) => ({ text: text ?? '', reasons: said.get(id) ?? [] }));
  return { version, lessons };
}

async function confirmedOf(db: Database, ids: string[]) {
  const { responseId, category, detail, status } = reasons;
  const rows = await db
    .select({ responseId, category, detail })
    .from(reasons)
    .where(and(inArray(responseId, ids), eq(status, 'confirmed')));
  const said = new Map<string | null, typeof rows>();
  for (const row of rows) said.set(row.responseId, [...(said.get(row.responseId) ?? []), row]);
  return said;
}
