import type { Database } from '#db/client.ts';
import { sql, type SQL } from 'drizzle-orm';
import { theMergers } from '../mergers.ts';
import { FactReader } from './fact-reader.ts';
import type { ApartQuestion, FactCounts, FactQuestion } from './fact-question.ts';
import type { FactSearch, FactsFound } from './fact-search.ts';

interface Counter {
  counts(question: FactQuestion): Promise<FactCounts>;
  countsApart(question: ApartQuestion): Promise<FactCounts[]>;
  find(search: FactSearch): Promise<FactsFound>;
}

const readers = new WeakMap<Database, Counter>();

/** Counts named answers, whatever narrows them, and by whatever they are told apart. */
export async function factCounts(db: Database, question: FactQuestion): Promise<FactCounts> {
  return readerOf(db).counts({ ...question, merged: await mergersFor(db, question) });
}

/** The same by each of several dimensions, from one pass. */
export async function factCountsApart(db: Database, question: ApartQuestion): Promise<FactCounts[]> {
  return readerOf(db).countsApart({ ...question, merged: await mergersFor(db, question) });
}

/** Finds named answers, whatever narrows them: by their facts' numbers, which lead to their rows. */
export async function findFacts(db: Database, search: FactSearch): Promise<FactsFound> {
  return readerOf(db).find({ ...search, merged: await mergersFor(db, search) });
}

/** The ids of the answers that facts are of, as a query. */
export const answersOfFacts = ({ facts }: Pick<FactsFound, 'facts'>): SQL =>
  sql`SELECT response_id FROM response_facts WHERE seq IN (SELECT value FROM json_each(${JSON.stringify(facts)}))`;

async function mergersFor(db: Database, { slice, merged }: Pick<FactQuestion, 'slice' | 'merged'>) {
  return merged ?? (slice.named?.includes('/') ? await theMergers(db) : undefined);
}

/** Has the facts of a database counted by another, such as a thread of its own. */
export function countFactsBy(db: Database, counter: Counter): void {
  readers.set(db, counter);
}

function readerOf(db: Database): Counter {
  const reader = readers.get(db) ?? new FactReader(db);
  readers.set(db, reader);
  return reader;
}
