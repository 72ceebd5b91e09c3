import { eq, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { programs } from '#db/schema/programs.ts';
import { npsScores } from '#surveys/nps.ts';
import type { Month } from '../calendar-month.ts';
import { answersOfFacts, findFacts } from '../facts/facts.ts';
import type { VoicesQuestion } from './question.ts';

/** More answers than this are never led to. */
export const mostLed = 40_000;

/** What the facts know of the answers asked for before any is looked at. */
export interface Narrowed {
  n: number;
  /** Leads to all of them, and perhaps to some more; null where they are too many to be led to. */
  ids: SQL | null;
  /** No answer of a later month is among them; null where there is none at all. */
  newest: Month | null;
}

/** Null where nothing narrows the question that facts know, or where it asks for answers without a name. */
export async function narrowedByFacts(db: Database, question: VoicesQuestion): Promise<Narrowed | null> {
  const { from = '0000-01', to = '9999-12', program, tier, department, manager, language } = question;
  const { named, segment, score } = question;
  const narrowing = { program, tier, department, manager, language, named, segment };
  if ([...Object.values(narrowing), score].every((value) => value === undefined)) return null;
  if (program !== undefined && (await isAnonymous(db, program))) return null;
  const slice = { from, to, ...narrowing };
  const scores = score === undefined ? [] : npsScores(score);
  const scored =
    scores.length > 0 ? { measure: 'nps', least: Math.min(...scores), most: Math.max(...scores) } : undefined;
  const found = await findFacts(db, { slice, scored, withInferred: true, most: mostLed });
  const { n, newest } = found;
  return { n, ids: n <= mostLed ? answersOfFacts(found) : null, newest };
}

async function isAnonymous(db: Database, program: string): Promise<boolean> {
  const [found] = await db
    .select({ isAnonymous: programs.isAnonymous })
    .from(programs)
    .where(eq(programs.id, program));
  return found?.isAnonymous === true;
}
