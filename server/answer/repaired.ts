import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { repairs } from '#db/schema/understand.ts';
import type { Language } from '#surveys/languages.ts';
import type { Case } from './case.ts';

/** What the company has last put right about such reasons, in a language; null where it has written nothing (C5). */
export async function repairedSince(
  db: Database,
  category: Case['category'],
  languages: Language[],
): Promise<string | null> {
  if (category === null) return null;
  const [repair] = await db
    .select({ title: repairs.title })
    .from(repairs)
    .where(and(eq(repairs.category, category), eq(repairs.state, 'done')))
    .orderBy(desc(repairs.doneOn), desc(repairs.updatedAt))
    .limit(1);
  const spoken = languages.find((language) => repair?.title[language]);
  return (spoken && repair?.title[spoken]) || null;
}
