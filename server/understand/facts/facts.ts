import type { Database } from '#db/client.ts';
import { theMergers } from '../mergers.ts';
import { FactReader } from './fact-reader.ts';
import type { FactCounts, FactQuestion } from './fact-question.ts';

interface Counter {
  counts(question: FactQuestion): Promise<FactCounts>;
}

const readers = new WeakMap<Database, Counter>();

/** Counts named answers, whatever narrows them, and by whatever they are told apart. */
export async function factCounts(db: Database, question: FactQuestion): Promise<FactCounts> {
  const reader = readers.get(db) ?? new FactReader(db);
  readers.set(db, reader);
  const isOfDetail = question.slice.named?.includes('/') === true;
  const merged = question.merged ?? (isOfDetail ? await theMergers(db) : undefined);
  return reader.counts({ ...question, merged });
}

/** Has the facts of a database counted by another, such as a thread of its own. */
export function countFactsBy(db: Database, counter: Counter): void {
  readers.set(db, counter);
}
