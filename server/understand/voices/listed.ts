import { and, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { responses } from '#db/schema/responses.ts';
import { heardFrom } from './filter.ts';
import type { VoicesQuestion } from './question.ts';
import { traitsOf, type Trait } from './trait.ts';

/** Up to so many answers are fetched one by one and sorted; more of them are met soon enough from the newest on. */
const fewEnough = 20_000;

export interface Listed {
  where: SQL | undefined;
  /** Whether few answers are led to, rather than all of them walked through from the newest on. */
  isLed: boolean;
}

/**
 * How the answers asked for are come by. What few have leads to them; what many have is looked at in each answer from
 * the newest on. Measured over a million answers, the wrong way round costs seconds.
 */
export async function listed(db: Database, question: VoicesQuestion): Promise<Listed> {
  const traits = await traitsOf(db, question);
  const leading = await leadingOf(db, traits);
  const isLed = leading !== null;
  const lead = leading ? sql`${responses.id} IN (${leading.ids})` : undefined;
  return { where: and(lead, heardFrom(question, isLed), ...traits.map(({ holds }) => holds)), isLed };
}

async function leadingOf(db: Database, traits: Trait[]): Promise<Trait | null> {
  let best: { trait: Trait; n: number } | null = null;
  for (const trait of traits) {
    const n = await countUpTo(db, trait.ids, fewEnough + 1);
    if (n <= (best?.n ?? fewEnough)) best = { trait, n };
  }
  return best?.trait ?? null;
}

/** How many rows a query has, counted no further than `limit`. */
export async function countUpTo(db: Database, rows: SQL, limit: number): Promise<number> {
  const [counted] = await db.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM (SELECT 1 FROM (${rows}) LIMIT ${limit})`,
  );
  return counted?.n ?? 0;
}
