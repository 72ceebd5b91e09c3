import { asc, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { responseFacts } from '#db/schema/understand.ts';
import { answersAfter, factsOfRows, isNamed } from '#server/listen/facts-of-rows.ts';
import { countedIn, readFact, type FactReason, type ResponseFact } from '#server/listen/response-fact.ts';

/** An answer whose standing fact is not what its rows say. */
export interface FactDifference {
  responseId: string;
  stored: string;
  counted: string;
}

const pageSize = 500;

/** Compares every fact with the rows of its answer. Reads everything: for the doctor, never for a page. */
export async function factDifferences(db: Database, most = 20): Promise<FactDifference[]> {
  const found: FactDifference[] = [];
  for (let after = ''; found.length < most;) {
    const page = await answersAfter(db, after, pageSize);
    const last = page.at(-1);
    if (!last) break;
    const expected = await factsOfRows(db, page.filter(isNamed));
    const standing = await standingFacts(
      db,
      page.map(({ id }) => id),
    );
    for (const { id } of page) {
      const stored = standing.get(id) ?? '';
      const counted = essence(expected.get(id));
      if (stored !== counted) found.push({ responseId: id, stored, counted });
    }
    after = last.id;
  }
  return found;
}

/** What the facts of each answer add up to, which is one fact or none. */
async function standingFacts(db: Database, ids: string[]): Promise<Map<string, string>> {
  const rows = await db
    .select()
    .from(responseFacts)
    .where(inArray(responseFacts.responseId, ids))
    .orderBy(asc(responseFacts.seq));
  const sums = new Map<string, Map<string, number>>();
  for (const { responseId, sign, said } of rows) {
    const of = sums.get(responseId) ?? new Map<string, number>();
    sums.set(responseId, of.set(said, (of.get(said) ?? 0) + sign));
  }
  return new Map(
    Array.from(sums, ([id, of]) => {
      const standing = [...of].filter(([, n]) => n !== 0);
      const [only] = standing;
      const isOne = standing.length === 1 && only?.[1] === 1;
      return [id, isOne ? essence(readFact(only[0])) : `${standing.length} facts`];
    }),
  );
}

/** What rows can prove: money is that of the day she answered, which they do not keep. */
function essence(fact: ResponseFact | undefined): string {
  if (!fact) return '';
  const { month, programId, tier, department, accountManager, language, scores, inferred, confirmed } = fact;
  const proven = scores.filter(({ measure }) => ['nps', 'csat', 'ces'].includes(measure));
  const measured = proven.map(({ measure, value }) => `${measure}=${value}`).toSorted();
  const place = [month, programId, tier, department, accountManager, language];
  return [...place, measured, codes(countedIn(fact)), codes(inferred), codes(confirmed)].join(' | ');
}

const codes = (reasons: FactReason[]): string =>
  [...new Set(reasons.flatMap(({ category, detail }) => [category, `${category}/${detail}`]))]
    .filter((code) => !code.endsWith('/'))
    .toSorted()
    .join(' ');
