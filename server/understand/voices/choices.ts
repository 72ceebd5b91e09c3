import { and, asc, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { competitors, reasonDetails } from '#db/schema/understand.ts';
import { knownMonths } from '../metrics.ts';
import { knownTags } from './tags.ts';

/** What voices can be narrowed to, and what a review can name. */
export async function voiceChoices(db: Database) {
  const [months, tags] = await Promise.all([knownMonths(db), knownTags(db)]);
  return {
    months,
    tags,
    competitors: await db
      .select({ id: competitors.id, name: competitors.name })
      .from(competitors)
      .where(isNull(competitors.retiredAt))
      .orderBy(asc(competitors.name)),
    /** The company's own details, and what it calls shipped ones. */
    details: await db
      .select({ code: reasonDetails.code, category: reasonDetails.category, labels: reasonDetails.labels })
      .from(reasonDetails)
      .where(and(isNull(reasonDetails.retiredAt), isNull(reasonDetails.mergedInto)))
      .orderBy(asc(reasonDetails.code)),
  };
}
