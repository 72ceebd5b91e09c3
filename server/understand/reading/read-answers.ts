import { sql } from 'drizzle-orm';
import { GuardError, write, type Database, type Tx } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import { enqueue, type Job } from '#server/jobs/jobs.ts';
import { readFact } from '#server/listen/response-fact.ts';
import type { Taught } from './learner.ts';
import { readerOf } from './readers.ts';
import {
  codesOf,
  forgetReading,
  heardOf,
  indexWords,
  keepReading,
  listedCompetitors,
  type Heard,
} from './readings.ts';
import type { Reading } from './reading.ts';
import { taughtLessons } from './taught-lessons.ts';
import { ReadingStopped } from './thread-reader.ts';

const factsAtOnce = 200;
const triesOfABatch = 5;

/** Reads what was answered since it last came by, a batch at a time; while many people answer, they come first. */
export async function readAnswers(deps: Deps): Promise<void> {
  try {
    while (!deps.crowd.isLarge && (await readSome(deps)));
  } catch (error) {
    // What was not read is read when the server is there again.
    if (!(error instanceof ReadingStopped)) throw error;
  }
}

/** Reads one answer again, such as after a review of it was taken back. */
export async function readAnew(deps: Deps, { payload }: Job): Promise<void> {
  const heard = await heardOf(deps.db, [String(payload.responseId)]);
  const unreviewed = heard.filter(({ state, words }) => state !== 'reviewed' && words !== '');
  const read = await readEach(deps, unreviewed);
  await unlessOvertaken(write(deps.db, (tx) => read.forEach((each) => keepReading(deps, tx, each))));
}

interface FactRead {
  seq: number;
  responseId: string;
  sign: number;
}

async function readSome(deps: Deps): Promise<boolean> {
  for (let tries = 1; tries <= triesOfABatch; tries++) {
    const from = await factsReadSoFar(deps.db);
    const facts = await factsAfter(deps.db, from);
    const last = facts.at(-1)?.seq;
    if (last === undefined) return false;
    const heard = await heardOf(deps.db, idsOf(facts));
    const read = await readEach(deps, heard.filter(isToRead));
    const isKept = await unlessOvertaken(
      write(deps.db, (tx) => {
        moveProgress(deps, tx, from, last);
        for (const each of heard) keepWords(deps, tx, each);
        for (const each of read.filter(isNews)) keepRead(deps, tx, each);
      }),
    );
    if (isKept) return true;
  }
  return false;
}

const idsOf = (facts: FactRead[]): string[] => [
  ...new Set(facts.filter(({ sign }) => sign === 1).map(({ responseId }) => responseId)),
];

/** What was read already is not read again, unless the customer has said something else since. */
const isToRead = ({ state, version, words }: Heard): boolean =>
  words !== '' && state !== 'reviewed' && (state === null || version > 1);

function keepWords(deps: Deps, tx: Tx, heard: Heard): void {
  const { state, version, words } = heard;
  if (words === '') {
    if (state !== null) forgetReading(deps, tx, heard);
  } else if (state === null || version > 1) indexWords(tx, heard);
}

/** What is read of words that were read before, as after a correction, is mostly the same. */
function isNews({ heard, reading }: { heard: Heard; reading: Reading }): boolean {
  const { state, inferred, standing, words } = heard;
  if (state !== reading.state) return true;
  const named = reading.categories.map(({ category, detail }) => ({ category, detail: detail ?? '' }));
  if (codesOf(named) !== codesOf(inferred) || codesOf(named) !== codesOf(readFact(standing.said).inferred))
    return true;
  return reading.categories.some(
    ({ quote }, at) => inferred[at]?.quote !== (quote && words.slice(quote.start, quote.end)),
  );
}

function keepRead(deps: Deps, tx: Tx, read: { heard: Heard; reading: Reading }): void {
  keepReading(deps, tx, read);
  if (deps.config.model && read.reading.state === 'unsorted')
    enqueue(deps, tx, { kind: 'ask-model', payload: { responseId: read.heard.id } });
}

const known = new WeakMap<Database, Taught | null>();

async function readEach(deps: Deps, heard: Heard[]) {
  if (heard.length === 0) return [];
  const { db } = deps;
  const taught = await taughtLessons(db, known.get(db) ?? null);
  known.set(db, taught);
  const texts = heard.map(({ words }) => words);
  const found = await readerOf(db).read({ texts, competitors: await listedCompetitors(db), taught });
  return heard.flatMap((each, at) => {
    const reading = found[at];
    return reading ? [{ heard: each, reading }] : [];
  });
}

async function factsReadSoFar(db: Database): Promise<number> {
  const [row] = await db.all<{ read: number }>(
    sql`SELECT facts_read AS read FROM reading_progress WHERE id = 1`,
  );
  return row?.read ?? 0;
}

const factsAfter = (db: Database, seq: number) =>
  db.all<FactRead>(
    sql`SELECT seq, response_id AS responseId, sign FROM response_facts WHERE seq > ${seq} ORDER BY seq LIMIT ${factsAtOnce}`,
  );

/** In the transaction of what was read, so that nothing is read twice or left out, wherever the process ends. */
function moveProgress({ now }: Deps, tx: Tx, from: number, to: number): void {
  const at = now().getTime();
  tx.run({
    sql: 'INSERT INTO reading_progress (id, facts_read, updated_at) VALUES (1, 0, ?) ON CONFLICT DO NOTHING',
    args: [at],
  });
  tx.must(
    {
      sql: 'UPDATE reading_progress SET facts_read = ?, updated_at = ? WHERE id = 1 AND facts_read = ?',
      args: [to, at, from],
    },
    'Another process has read these answers.',
  );
}

/** Whether it was written; if not, somebody has changed what it was decided on, and it is decided anew. */
async function unlessOvertaken(written: Promise<unknown>): Promise<boolean> {
  try {
    await written;
    return true;
  } catch (error) {
    if (error instanceof GuardError) return false;
    throw error;
  }
}
