import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { invitations, surveyVersions, waves } from '#db/schema/programs.ts';
import { textIn, type Language } from '#surveys/languages.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';

export interface DropOff {
  question: string;
  title: string;
  /** Who began, and answered this question last. */
  n: number;
}

/** Question by question, how many of those who began to answer stopped right after it and have not come back. */
export async function dropOffOf(db: Database, waveId: string, language: Language = 'en'): Promise<DropOff[]> {
  const [version] = await db
    .select({ definition: surveyVersions.definition })
    .from(waves)
    .innerJoin(surveyVersions, eq(surveyVersions.id, waves.surveyVersionId))
    .where(eq(waves.id, waveId));
  if (!version) return [];
  const stopped = await stoppedAfter(db, waveId);
  // Who has begun has answered something: where nobody noted what, that was the first question.
  const unnoted = stopped.get(null) ?? 0;
  // Only checked definitions are published.
  return questionsOf(version.definition as SurveyDefinition).map(({ question: { name, title } }, at) => ({
    question: name,
    title: textIn(title, language) || name,
    n: (stopped.get(name) ?? 0) + (at === 0 ? unnoted : 0),
  }));
}

async function stoppedAfter(db: Database, waveId: string): Promise<Map<string | null, number>> {
  const rows = await db
    .select({ question: invitations.reachedQuestion, n: sql<number>`count(*)` })
    .from(invitations)
    .where(
      and(eq(invitations.waveId, waveId), isNotNull(invitations.startedAt), isNull(invitations.completedAt)),
    )
    .groupBy(invitations.reachedQuestion);
  return new Map(rows.map(({ question, n }) => [question, n]));
}
