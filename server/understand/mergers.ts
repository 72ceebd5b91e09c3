import type { Database } from '#db/client.ts';
import { codesShownAs, mergersIn } from '#server/company/codebook.ts';
import { theCodebook } from '#server/company/codebooks.ts';
import { isReasonCategory } from '#surveys/reasons.ts';
import type { Mergers, Named } from './named.ts';

export const theMergers = async (db: Database): Promise<Mergers> => mergersIn(await theCodebook(db));

/** What is found under a category or a detail of it: also what was said under those that are merged into it. */
export async function namedBy(db: Database, named: string | undefined): Promise<Named | undefined> {
  const [category, detail] = named?.split('/') ?? [];
  if (!isReasonCategory(category)) return undefined;
  if (detail === undefined) return { category, details: null };
  return { category, details: codesShownAs(await theCodebook(db), category, detail) };
}
