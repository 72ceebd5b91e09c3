import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { surveyVersions } from '#db/schema/programs.ts';
import { compile, type Accept } from '#surveys/accept.ts';
import { compilePartial, type Keep } from '#surveys/partial-answers.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';

export interface SurveyGate {
  definition: SurveyDefinition;
  accept: Accept;
  /** What can be kept of answers that are not sent yet. */
  keep: Keep;
  /** The same for what a colleague writes down on the telephone. */
  interview: { accept: Accept; keep: Keep };
}

/** The gate a response has passed: what was said in an interview has her own words beside every answer. */
export const acceptOf = (gate: SurveyGate, { interviewedBy }: { interviewedBy: string | null }): Accept =>
  interviewedBy === null ? gate.accept : gate.interview.accept;

const gates = new WeakMap<Database, Map<string, SurveyGate>>();

/** The compiled gate of a survey version. A published version never changes, so it is compiled once a process. */
export async function gateOf(db: Database, versionId: string): Promise<SurveyGate> {
  const ofDatabase = gates.get(db) ?? new Map<string, SurveyGate>();
  gates.set(db, ofDatabase);
  const known = ofDatabase.get(versionId) ?? (await readGate(db, versionId));
  ofDatabase.set(versionId, known);
  return known;
}

async function readGate(db: Database, versionId: string): Promise<SurveyGate> {
  const [version] = await db
    .select({ definition: surveyVersions.definition })
    .from(surveyVersions)
    .where(eq(surveyVersions.id, versionId));
  // Only checked definitions are published, and an invitation's version always exists.
  const definition = version?.definition as SurveyDefinition;
  const ownWords = { ownWords: true };
  return {
    definition,
    accept: compile(definition),
    keep: compilePartial(definition),
    interview: { accept: compile(definition, ownWords), keep: compilePartial(definition, ownWords) },
  };
}
