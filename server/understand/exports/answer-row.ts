import { dayIn } from '#server/company/calendar-day.ts';
import { countedIn, readFact, type FactReason } from '#server/listen/response-fact.ts';
import { segmentOf } from '#server/listen/roll-up.ts';
import { isNamed, shownReason, type Mergers, type NamedAsked } from '../named.ts';

/** One answer as it is exported. What is null is not known, or not to be told. */
export interface AnswerRow {
  month: string;
  day: string | null;
  programId: string | null;
  externalId: string | null;
  name: string | null;
  tier: string | null;
  department: string | null;
  manager: string | null;
  language: string | null;
  scores: Record<string, number>;
  stated: FactReason[];
  inferred: FactReason[];
  confirmed: FactReason[];
  /** The categories it counts under, as one word. */
  segment: string;
  words: string | null;
  caseStatus: string | null;
}

/** A named answer as it is read, with the fact that stands for it. */
export interface ReadAnswer extends Pick<AnswerRow, 'month' | 'programId' | 'externalId' | 'name' | 'tier'> {
  department: string | null;
  manager: string | null;
  language: string | null;
  answeredAt: Date;
  /** Of an imported answer nobody knows the hour, only the day. */
  importKey: string | null;
  said: string | null;
  words: string | null;
  caseStatus: string | null;
}

export function answerRow(answer: ReadAnswer, timeZone: string): AnswerRow {
  const { answeredAt, importKey } = answer;
  const fact = readFact(answer.said ?? '');
  const scores: AnswerRow['scores'] = {};
  for (const { measure, value } of fact.scores) scores[measure] = value;
  // Every field by its name: to spread the rest takes longer than to read the answer.
  return {
    month: answer.month,
    day: importKey === null ? dayIn(timeZone, answeredAt) : answeredAt.toISOString().slice(0, 10),
    programId: answer.programId,
    externalId: answer.externalId,
    name: answer.name,
    tier: answer.tier,
    department: answer.department,
    manager: answer.manager,
    language: answer.language,
    scores,
    stated: [...fact.stated.flat(), ...fact.told],
    inferred: fact.inferred,
    confirmed: fact.confirmed,
    segment: segmentOf(countedIn(fact)),
    words: answer.words,
    caseStatus: answer.caseStatus,
  };
}

/** The row with its reasons as they are shown. */
export function shownRow(row: AnswerRow, mergers: Mergers): AnswerRow {
  if (Object.keys(mergers).length === 0) return row;
  const shown = (reasons: FactReason[]) => reasons.map((reason) => shownReason(reason, mergers));
  return {
    ...row,
    stated: shown(row.stated),
    inferred: shown(row.inferred),
    confirmed: shown(row.confirmed),
  };
}

/** Whether an answer named what is asked for; the database has looked at everything else. */
export function hasNamed(row: AnswerRow, { named, segment }: NamedAsked): boolean {
  if (segment !== undefined && row.segment !== segment) return false;
  return named === undefined || [...row.stated, ...row.confirmed].some((reason) => isNamed(named, reason));
}
