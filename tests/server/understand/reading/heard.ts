import { desc, eq } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { readings } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { standingFact } from '#server/listen/response-facts.ts';
import { anAnswer, type Answer } from '#tests/support/answers.ts';

/** An answer in a customer's words. */
export async function heard(deps: Deps, words: string | null, answer: Answer = {}) {
  return anAnswer(deps, { ...answer, ...(words === null ? {} : { words }) });
}

/** The customer changes her words: another version of the answer, and its fact anew. */
export async function saysInstead(deps: Deps, id: string, words: string): Promise<void> {
  const { db } = deps;
  const standing = await standingFact(db, id);
  const [before] = await db
    .select({ version: responses.version })
    .from(responses)
    .where(eq(responses.id, id));
  if (!standing || !before) throw new Error('Nothing to correct');
  await write(db, (tx) => {
    tx.run(
      db
        .update(responses)
        .set({ verbatim: words, version: before.version + 1 })
        .where(eq(responses.id, id)),
    );
    tx.run(fact(id, -1, standing.said));
    tx.run(fact(id, 1, standing.said));
  });
}

/** What stands of an answer: its reading, its coded reasons and what it counts as. */
export async function standing({ db }: Deps, id: string) {
  const [reading] = await db.select().from(readings).where(eq(readings.responseId, id));
  const fact = await standingFact(db, id);
  const rows = await db
    .select()
    .from(reasons)
    .where(eq(reasons.responseId, id))
    .orderBy(desc(reasons.status), desc(reasons.confidence));
  const [, , , , , , , , , , , inferred, confirmed] = fact?.said.split('\u001F') ?? [];
  return {
    reading,
    reasons: rows.map(({ category, detail, status }) => `${status} ${category}/${detail}`),
    rows,
    inferred,
    confirmed,
  };
}

const fact = (id: string, sign: 1 | -1, said: string) => ({
  sql: 'INSERT INTO response_facts (response_id, sign, said) VALUES (?, ?, ?)',
  args: [id, sign, said],
});
