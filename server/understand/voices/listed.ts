import { and, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { responses } from '#db/schema/responses.ts';
import { heardFrom } from './filter.ts';
import type { VoicesQuestion } from './question.ts';
import { mostLed, narrowedByFacts } from './narrowed.ts';
import { traitsOf, type Trait } from './trait.ts';

export interface Listed {
  where: SQL | undefined;
  /** Whether few answers are led to, rather than all of them walked through from the newest on. */
  isLed: boolean;
}

interface Wanted {
  wanted: number;
  /** Where the answers' ids stand before the answers are gone to, if it is not with them. */
  id?: SQL;
}

/** A condition by how many meet it, and a query that leads to them. */
interface Way {
  n: number;
  ids: SQL | null;
}

/** An answer that is led to costs so many that are walked by: it is fetched by its id, and sorted. */
const leadCosts = 3;

/**
 * How the answers asked for are come by. What few have leads to them; what many have is looked at in each answer from
 * the newest on. Measured over a million answers, the wrong way round costs seconds.
 */
export async function listed(
  db: Database,
  question: VoicesQuestion,
  { wanted, id = sql`${responses.id}` }: Wanted,
): Promise<Listed> {
  const traits = await traitsOf(db, question);
  const narrowed = await narrowedByFacts(db, question);
  const ways: Way[] = narrowed ? [narrowed] : [];
  for (const { ids, isInFacts } of traits)
    if (!(isInFacts && narrowed)) ways.push({ n: await countUpTo(db, ids, mostLed + 1), ids });
  const lead = leadingOf(ways, { wanted, total: await howManyVoices(db) });
  const isLed = lead !== null;
  const led = lead ? sql`${id} IN (${sifted(lead, traits)})` : undefined;
  const newest = narrowed && !isLed ? sql`${responses.month} <= ${narrowed.newest ?? ''}` : undefined;
  return {
    where: and(
      led,
      newest,
      heardFrom(question, isLed),
      ...traits.map(({ holds, holdsOf }) => holdsOf?.(id) ?? holds),
    ),
    isLed,
  };
}

/** What an answer has beside the way that leads to it is asked before it is gone to, where its id is enough. */
function sifted(lead: SQL, traits: Trait[]): SQL {
  const beside = traits.flatMap(({ ids, isInFacts, holdsOf }) =>
    holdsOf && !isInFacts && ids !== lead ? [holdsOf(sql`led.response_id`)] : [],
  );
  return beside.length > 0 ? sql`SELECT response_id FROM (${lead}) AS led WHERE ${and(...beside)}` : lead;
}

/** The way fewest have, unless so many meet all conditions that the answers wanted are walked to sooner. */
function leadingOf(ways: Way[], { wanted, total }: { wanted: number; total: number }): SQL | null {
  const [fewest] = ways.filter(({ n, ids }) => ids && n <= mostLed).toSorted((a, b) => a.n - b.n);
  if (!fewest) return null;
  const share = ways.reduce((all, { n }) => (n > mostLed ? all : (all * n) / Math.max(total, n)), 1);
  return wanted / share > leadCosts * fewest.n ? fewest.ids : null;
}

async function howManyVoices(db: Database): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`SELECT coalesce(max(id), 0) AS n FROM voices`);
  return row?.n ?? 0;
}

/** How many rows a query has, counted no further than `limit`. */
export async function countUpTo(db: Database, rows: SQL, limit: number): Promise<number> {
  const [counted] = await db.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM (SELECT 1 FROM (${rows}) LIMIT ${limit})`,
  );
  return counted?.n ?? 0;
}
