import { and, count, eq, gte, inArray, lte } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import type { Deps } from '#server/deps.ts';
import { segmentOf } from '#server/listen/roll-up.ts';
import { isTooFew, mayShowComments } from '../minimum-group.ts';
import type { Slice } from '../slice.ts';
import { namedBy, theMergers } from '../mergers.ts';
import { hasNamed, shownRow, type AnswerRow } from './answer-row.ts';
import { giveWay } from './pace.ts';

const batchRows = 400;
/** Where the part of an id that is chance begins; what stands before it is the day. */
const chanceFrom = 9;

/**
 * Answers to an anonymous program (design rule 4): of months in which enough have answered, in an order of chance, without
 * a day and without words where few have spoken. Whoever narrows by what such answers do not have gets none.
 */
export async function* anonymousAnswers(
  deps: Deps,
  slice: Slice & { program: string },
): AsyncGenerator<AnswerRow[]> {
  const { tier, department, manager, language } = slice;
  if ([tier, department, manager, language].some((value) => value !== undefined)) return;
  const mergers = await theMergers(deps.db);
  const asked = { ...slice, named: await namedBy(deps.db, slice.named) };
  for (const { month, answers } of await largeMonths(deps.db, slice)) {
    const ids = await idsByChance(deps.db, slice.program, month);
    const hasWords = mayShowComments({ isAnonymous: true }, answers);
    for (let from = 0; from < ids.length; from += batchRows) {
      const rows = await rowsOf(deps.db, ids.slice(from, from + batchRows));
      yield rows
        .map((row) => shownRow(hasWords ? row : { ...row, words: null }, mergers))
        .filter((row) => hasNamed(row, asked));
      await giveWay(deps);
    }
  }
}

/** Each month has to be large enough by itself: two exports compared then tell no more than one. */
async function largeMonths(db: Database, { program, from, to }: Slice & { program: string }) {
  const { month, status, programId } = responses;
  const months = await db
    .select({ month, answers: count() })
    .from(responses)
    .where(and(eq(programId, program), eq(status, 'complete'), gte(month, from), lte(month, to)))
    .groupBy(month);
  return months
    .filter(({ answers }) => !isTooFew(answers))
    .toSorted((one, other) => (one.month < other.month ? 1 : -1));
}

async function idsByChance(db: Database, program: string, of: string): Promise<string[]> {
  const { id, month, status, programId } = responses;
  const rows = await db
    .select({ id })
    .from(responses)
    .where(and(eq(month, of), eq(programId, program), eq(status, 'complete')));
  const chance = (one: { id: string }) => one.id.slice(chanceFrom);
  return rows.toSorted((one, other) => (chance(one) < chance(other) ? -1 : 1)).map((row) => row.id);
}

async function rowsOf(db: Database, ids: string[]): Promise<AnswerRow[]> {
  const { id, month, programId, nps, csat, ces, verbatim } = responses;
  const read = await db
    .select({ id, month, programId, nps, csat, ces, words: verbatim })
    .from(responses)
    .where(inArray(id, ids));
  const { responseId, category, detail, status } = reasons;
  const named = await db
    .select({ responseId, category, detail, status })
    .from(reasons)
    .where(inArray(responseId, ids));
  const known = new Map(read.map((row) => [row.id, row]));
  return ids.flatMap((one) => {
    const row = known.get(one);
    return row
      ? [
          anonymousRow(
            row,
            named.filter((reason) => reason.responseId === one),
          ),
        ]
      : [];
  });
}

type Read = Pick<AnswerRow, 'month' | 'programId' | 'words'> & Record<'nps' | 'csat' | 'ces', number | null>;
type Named = { category: string; detail: string; status: 'stated' | 'inferred' | 'confirmed' };

function anonymousRow({ month, programId, words, nps, csat, ces }: Read, named: Named[]): AnswerRow {
  const of = (status: Named['status']) => named.filter((reason) => reason.status === status);
  const scores = Object.entries({ nps, csat, ces }).filter(
    (pair): pair is [string, number] => pair[1] !== null,
  );
  return {
    month,
    day: null,
    programId,
    externalId: null,
    name: null,
    tier: null,
    department: null,
    manager: null,
    language: null,
    scores: Object.fromEntries(scores),
    stated: of('stated'),
    inferred: of('inferred'),
    confirmed: of('confirmed'),
    segment: segmentOf(named.filter(({ status }) => status !== 'inferred')),
    words,
    caseStatus: null,
  };
}
