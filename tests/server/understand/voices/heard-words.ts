import { sql } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRow } from '#db/row-statements.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { readings, responseFacts, voices } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { answersAfter, factsOfRows, isNamed } from '#server/listen/facts-of-rows.ts';
import { replaceFact, standingFact } from '#server/listen/response-facts.ts';
import { searchWords } from '#server/understand/reading/fold.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { anAnswer, type Answer } from '#tests/support/answers.ts';

type Reading = Partial<typeof readings.$inferInsert> & {
  /** `category/detail` with the words that show it. */
  inferred?: Record<string, string>;
};

/** An answer in a customer's words that can be searched for, and what the reader made of it. */
export async function aVoice(deps: Deps, words: string, answer: Answer & { reading?: Reading } = {}) {
  const { reading, ...said } = answer;
  const { id, customer } = await anAnswer(deps, { ...said, words });
  await canBeFound(deps, id, words);
  if (reading) await isRead(deps, { id, month: (said.on ?? '2026-10-05').slice(0, 7) }, reading);
  return { id, customer };
}

export async function canBeFound({ db }: Deps, responseId: string, words: string): Promise<void> {
  const [last] = await db.select({ id: sql<number | null>`max(id)` }).from(voices);
  const id = (last?.id ?? 0) + 1;
  await write(db, (tx) => {
    tx.run(insertRow(db, voices, { id, responseId }));
    tx.run({
      sql: 'INSERT INTO voice_index (rowid, words) VALUES (?, ?)',
      args: [id, searchWords(words)],
    });
  });
}

async function isRead(deps: Deps, answer: { id: string; month: string }, reading: Reading): Promise<void> {
  const { db, now } = deps;
  const { inferred = {}, ...row } = reading;
  await write(db, (tx) => {
    tx.run(db.insert(readings).values({ responseId: answer.id, state: 'inferred', readAt: now(), ...row }));
    for (const [code, quote] of Object.entries(inferred)) {
      const [category = 'other', detail = ''] = code.split('/');
      tx.run(
        db.insert(reasons).values({
          id: newId(deps),
          responseId: answer.id,
          category: category as ReasonCategory,
          detail,
          status: 'inferred',
          quote,
          confidence: row.confidence ?? 0.8,
          month: answer.month,
          at: now(),
        }),
      );
    }
  });
  await countedAnew(deps, answer.id);
}

/** The fact of an answer whose rows were changed by hand. */
async function countedAnew({ db }: Pick<Deps, 'db'>, id: string): Promise<void> {
  const row = (await answersAfter(db, '', 1000)).find((one) => one.id === id);
  const standing = await standingFact(db, id);
  if (!row || !standing) return;
  const fact = isNamed(row) ? (await factsOfRows(db, [row])).get(id) : undefined;
  await write(db, (tx) => {
    if (fact) return replaceFact(tx, { standing, fact });
    tx.run(insertRow(db, responseFacts, { responseId: id, sign: -1, said: standing.said }));
  });
}

/** Imported answers and those of colleagues: the answer as it is, changed. */
export async function changed({ db }: Deps, id: string, values: Partial<typeof responses.$inferInsert>) {
  await write(db, (tx) =>
    tx.run(
      db
        .update(responses)
        .set(values)
        .where(sql`id = ${id}`),
    ),
  );
  await countedAnew({ db }, id);
}
