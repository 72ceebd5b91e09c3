import { and, desc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRows } from '#db/row-statements.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { competitors, readings } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { readFact, type FactReason, type ResponseFact } from '#server/listen/response-fact.ts';
import { replaceFact, standingFacts, type StandingFact } from '#server/listen/response-facts.ts';
import { searchWords } from './fold.ts';
import type { Reading } from './reading.ts';

/** An answer, what stands of it and what was read of it before. */
export interface Heard {
  id: string;
  words: string;
  version: number;
  month: string;
  answeredAt: Date;
  state: (typeof readings.$inferSelect)['state'] | null;
  standing: StandingFact;
  /** The inferred reasons that stand, with the words that showed them. */
  inferred: { category: string; detail: string; quote: string | null; competitorId: string | null }[];
}

/** Answers of these that somebody has sent under her name, whether they say something or not. */
export async function heardOf(db: Database, ids: string[]): Promise<Heard[]> {
  const { id, verbatim, version, month, answeredAt } = responses;
  const rows = await db
    .select({ id, words: verbatim, version, month, answeredAt, state: readings.state })
    .from(responses)
    .leftJoin(readings, eq(readings.responseId, id))
    .where(and(inArray(id, ids), eq(responses.status, 'complete'), isNotNull(responses.customerId)));
  const facts = new Map((await standingFacts(db, ids)).map((fact) => [fact.responseId, fact]));
  const inferred = await inferredOf(db, ids);
  return rows.flatMap((row) => {
    const standing = facts.get(row.id);
    if (!standing) return [];
    return [
      {
        ...row,
        words: row.words?.trim() ?? '',
        standing,
        inferred: inferred.filter(({ responseId }) => responseId === row.id),
      },
    ];
  });
}

function inferredOf(db: Database, ids: string[]) {
  const { responseId, category, detail, quote, competitorId, status } = reasons;
  return db
    .select({ responseId, category, detail, quote, competitorId })
    .from(reasons)
    .where(and(inArray(responseId, ids), eq(status, 'inferred')))
    .orderBy(desc(reasons.confidence), reasons.id);
}

export const listedCompetitors = (db: Database) =>
  db
    .select({ id: competitors.id, name: competitors.name, aliases: competitors.aliases })
    .from(competitors)
    .where(sql`${competitors.retiredAt} IS NULL`);

/** Writes down what was read of an answer: its state, its reasons, and what it counts as. */
export function keepReading(
  deps: Deps,
  tx: Tx,
  { heard, reading }: { heard: Heard; reading: Reading },
): void {
  const { db } = deps;
  const row = {
    state: reading.state,
    language: reading.language,
    confidence: reading.confidence,
    readAt: deps.now(),
  };
  tx.must(
    db
      .insert(readings)
      .values({ responseId: heard.id, ...row })
      .onConflictDoUpdate({
        target: readings.responseId,
        set: row,
        setWhere: ne(readings.state, 'reviewed'),
      }),
    'Somebody has just reviewed this answer.',
  );
  const rows = reasonRows(deps, heard, reading);
  if (heard.inferred.length > 0) tx.run(deleteInferred(db, heard.id));
  if (rows.length > 0) tx.run(insertRows(db, reasons, rows));
  countAs(tx, heard, rows);
}

/** Nothing is said any more: nothing is inferred, and no search finds it. */
export function forgetReading({ db }: Pick<Deps, 'db'>, tx: Tx, heard: Heard): void {
  tx.run(db.delete(readings).where(and(eq(readings.responseId, heard.id), ne(readings.state, 'reviewed'))));
  tx.run(deleteInferred(db, heard.id));
  countAs(tx, heard, []);
  tx.run({
    sql: 'DELETE FROM voice_index WHERE rowid = (SELECT id FROM voices WHERE response_id = ?)',
    args: [heard.id],
  });
  tx.run({ sql: 'DELETE FROM voices WHERE response_id = ?', args: [heard.id] });
}

/** Lets the words be found. */
export function indexWords(tx: Tx, { id, words }: Pick<Heard, 'id' | 'words'>): void {
  tx.run({ sql: 'INSERT INTO voices (response_id) VALUES (?) ON CONFLICT DO NOTHING', args: [id] });
  tx.run({
    sql: 'INSERT OR REPLACE INTO voice_index (rowid, words) SELECT id, ? FROM voices WHERE response_id = ?',
    args: [searchWords(words), id],
  });
}

function reasonRows(
  deps: Deps,
  { id, words, month, answeredAt }: Heard,
  { categories, competitor }: Reading,
) {
  return categories.map(({ category, detail, confidence, quote }) => ({
    id: newId(deps),
    responseId: id,
    category,
    detail: detail ?? '',
    status: 'inferred' as const,
    quote: quote && words.slice(quote.start, quote.end),
    confidence,
    competitorId: category === 'competitor' ? (competitor?.id ?? null) : null,
    month,
    at: answeredAt,
  }));
}

const deleteInferred = (db: Database, responseId: string) =>
  db.delete(reasons).where(and(eq(reasons.responseId, responseId), eq(reasons.status, 'inferred')));

function countAs(tx: Tx, { standing }: Heard, inferred: FactReason[]): void {
  const fact = readFact(standing.said);
  if (codesOf(fact.inferred) === codesOf(inferred)) return;
  const now: ResponseFact = {
    ...fact,
    inferred: inferred.map(({ category, detail }) => ({ category, detail })),
  };
  replaceFact(tx, { standing, fact: now });
}

export const codesOf = (reasons: FactReason[]): string =>
  reasons.map(({ category, detail }) => `${category}/${detail}`).join(' ');
