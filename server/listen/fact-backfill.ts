import { inArray } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { responseFacts } from '#db/schema/understand.ts';
import type { Deps } from '../deps.ts';
import { answersAfter, factsOfRows, isNamed } from './facts-of-rows.ts';
import { factText } from './response-fact.ts';

const pageSize = 500;

/** Gives every named answer that has no fact yet the one its rows say. Does nothing where all have one. */
export async function backfillFacts(deps: Deps): Promise<void> {
  for (let after = ''; ;) {
    const page = await answersAfter(deps.db, after, pageSize);
    const last = page.at(-1);
    if (!last) return;
    await addMissing(deps, page.filter(isNamed));
    after = last.id;
  }
}

async function addMissing({ db }: Deps, rows: Parameters<typeof factsOfRows>[1]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const { responseId } = responseFacts;
  const known = await db.select({ id: responseId }).from(responseFacts).where(inArray(responseId, ids));
  const have = new Set(known.map(({ id }) => id));
  const missing = rows.filter(({ id }) => !have.has(id));
  if (missing.length === 0) return;
  const facts = await factsOfRows(db, missing);
  await write(db, (tx) => {
    for (const [id, fact] of facts)
      tx.run({
        sql: `INSERT INTO response_facts (response_id, sign, said) SELECT ?, 1, ?
          WHERE NOT EXISTS (SELECT 1 FROM response_facts WHERE response_id = ?)`,
        args: [id, factText(fact), id],
      });
  });
}
