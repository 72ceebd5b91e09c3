import { sql, type SQL } from 'drizzle-orm';
import { responses } from '#db/schema/responses.ts';
import type { Named } from '../named.ts';
import { namedBy } from '../mergers.ts';
import type { Database } from '#db/client.ts';
import type { VoicesQuestion } from './question.ts';
import { searchQuery } from './search-query.ts';

/** Something kept beside an answer that narrows the list. */
export interface Trait {
  /** Whether an answer has it. */
  holds: SQL;
  /** The same of an answer that is known by its id alone, before it is gone to. */
  holdsOf?: (id: SQL) => SQL;
  /** Leads to the ids of all answers that have it, and perhaps to some more. */
  ids: SQL;
  /** The facts tell how many have it, together with all else that narrows the list. */
  isInFacts?: boolean;
}

const id = sql`${responses.id}`;

/** What was asked for beside the answer's own columns. */
export async function traitsOf(db: Database, question: VoicesQuestion): Promise<Trait[]> {
  return [...searched(question), ...(await besideWords(db, question))];
}

/** All but the search: who looks for a word in a group that may be shown learns nothing of a smaller one. */
export async function besideWords(db: Database, question: VoicesQuestion): Promise<Trait[]> {
  const { tag, state, segment, competitor } = question;
  const named = await namedBy(db, question.named);
  return [
    ...(tag === undefined ? [] : [kept(sql`voice_tags`, sql`tag = ${tag}`)]),
    ...(named === undefined ? [] : [{ ...kept(sql`reasons`, isNamed(named)), isInFacts: true }]),
    ...(segment === undefined ? [] : [{ ...segmented(segment), isInFacts: true }]),
    ...(competitor === undefined ? [] : [kept(sql`reasons`, sql`competitor_id = ${competitor}`)]),
    ...(state === undefined
      ? []
      : [state === 'unread' ? unread() : kept(readingsByState, sql`state = ${state}`)]),
  ];
}

// In the words of its index, which has both the state and the answer.
const readingsByState = sql`readings INDEXED BY readings_queue`;

/** Nobody reads what was said without a name, so it does not wait for it either. */
const unread = (): Trait => ({
  holds: sql`(${responses.customerId} IS NOT NULL AND NOT ${has(sql`readings`, sql`1`)})`,
  ids: sql`SELECT response_id FROM response_facts
    WHERE sign = 1 AND seq > (SELECT coalesce(max(facts_read), 0) FROM reading_progress)`,
});

/** Exactly these categories, `price+service`, or `none` of them (R2); what is only inferred does not count. */
function segmented(segment: string): Trait {
  const categories = segment === 'none' ? [] : segment.split('+');
  const counted = categories.map((category) => sql`category = ${category} AND status <> 'inferred'`);
  const others = sql`category NOT IN ${categories.length > 0 ? categories : ['']} AND status <> 'inferred'`;
  const each = counted.map((condition) => kept(sql`reasons`, condition));
  return {
    ...heldBy((one) =>
      sql.join(
        [
          ...counted.map((condition) => has(sql`reasons`, condition, one)),
          sql`NOT ${has(sql`reasons`, others, one)}`,
        ],
        sql` AND `,
      ),
    ),
    ids:
      each.length > 0
        ? sql.join(
            each.map(({ ids }) => ids),
            sql` INTERSECT `,
          )
        : everybody,
  };
}

const everybody = sql`SELECT id AS response_id FROM responses`;

function searched({ q }: VoicesQuestion): Trait[] {
  if (q === undefined) return [];
  const query = searchQuery(q);
  if (query === null) return [{ holds: sql`0`, ids: sql`SELECT id AS response_id FROM responses WHERE 0` }];
  const found = sql`SELECT rowid FROM voice_index WHERE voice_index MATCH ${query}`;
  return [
    {
      ...heldBy((one) => has(sql`voices`, sql`+voices.id IN (${found})`, one)),
      ids: sql`SELECT response_id FROM (${found}) AS found CROSS JOIN voices ON voices.id = found.rowid`,
    },
  ];
}

const heldBy = (holdsOf: (id: SQL) => SQL) => ({ holds: holdsOf(id), holdsOf });

function kept(table: SQL, condition: SQL): Trait {
  return {
    ...heldBy((one) => has(table, condition, one)),
    ids: sql`SELECT response_id FROM ${table} WHERE ${condition} AND response_id IS NOT NULL`,
  };
}

const has = (table: SQL, condition: SQL, of: SQL = id): SQL =>
  sql`EXISTS (SELECT 1 FROM ${table} WHERE response_id = ${of} AND ${condition})`;

const isNamed = ({ category, details }: Named): SQL =>
  details === null ? sql`category = ${category}` : sql`category = ${category} AND detail IN ${details}`;
