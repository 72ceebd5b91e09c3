import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { invitations, surveyVersions } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { answersInWords, type GivenAnswer } from '#surveys/answers-in-words.ts';
import { textIn, type Language } from '#surveys/languages.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import type { Stretch } from './timeline.ts';

export interface AnswerEntry {
  kind: 'response';
  measure: 'nps' | 'csat' | 'ces' | null;
  score: number | null;
  verbatim: string | null;
  /** More than one where the customer has corrected herself. */
  version: number;
  /** Who asked on the telephone. */
  askedBy: string | null;
}

interface At {
  id: string;
  at: Date;
  on?: string;
}

/** Answers that were never sent: they count in nothing. */
export interface PartialEntry {
  kind: 'partial';
  /** The last question answered, in words. */
  stoppedAt: string | null;
  said: GivenAnswer[];
  /** Whether she may still go on. */
  isOpen: boolean;
  askedBy: string | null;
}

export async function responseEntries(
  db: Database,
  { customerId, until, latest }: Stretch,
): Promise<(At & AnswerEntry)[]> {
  const rows = await db
    .select({ response: responses, askedBy: staff.name })
    .from(responses)
    .leftJoin(staff, eq(staff.id, responses.interviewedBy))
    .where(
      and(
        eq(responses.customerId, customerId),
        eq(responses.status, 'complete'),
        lt(responses.answeredAt, until),
      ),
    )
    .orderBy(desc(responses.answeredAt))
    .limit(latest);
  return rows.map(({ response: row, askedBy }) => {
    const measure = (['nps', 'csat', 'ces'] as const).find((one) => row[one] !== null) ?? null;
    const { id, answeredAt: at, verbatim, version } = row;
    const score = measure && row[measure];
    const entry = { id, at, kind: 'response', measure, score, verbatim, version, askedBy } as const;
    // An imported answer knows its day only.
    return row.importKey === null ? entry : { ...entry, on: at.toISOString().slice(0, 10) };
  });
}

export async function partialEntries(
  db: Database,
  { customerId, until, latest, language }: Stretch,
): Promise<(At & PartialEntry)[]> {
  const rows = await db
    .select({
      id: responses.id,
      at: responses.answeredAt,
      answers: responses.answers,
      reached: invitations.reachedQuestion,
      status: invitations.status,
      definition: surveyVersions.definition,
      askedBy: staff.name,
    })
    .from(responses)
    .leftJoin(staff, eq(staff.id, responses.interviewedBy))
    .innerJoin(invitations, eq(invitations.id, responses.invitationId))
    .innerJoin(surveyVersions, eq(surveyVersions.id, responses.surveyVersionId))
    .where(
      and(
        eq(responses.customerId, customerId),
        eq(responses.status, 'partial'),
        sql`${responses.answers} <> '{}'`,
        lt(responses.answeredAt, until),
      ),
    )
    .orderBy(desc(responses.answeredAt))
    .limit(latest);
  return rows.map(({ id, at, answers, reached, status, askedBy, ...version }) => {
    // Only checked definitions are published.
    const definition = version.definition as SurveyDefinition;
    const stoppedAt = titleOf(definition, reached, language);
    const said = answersInWords(definition, answers, language);
    return { id, at, kind: 'partial', stoppedAt, said, isOpen: status !== 'expired', askedBy } as const;
  });
}

function titleOf(definition: SurveyDefinition, name: string | null, language: Language): string | null {
  const asked = questionsOf(definition).find(({ question }) => question.name === name)?.question;
  return asked ? textIn(asked.title, language) || asked.name : null;
}
