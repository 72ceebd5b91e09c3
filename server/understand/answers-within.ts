import { and, eq, gte, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { noProgram } from '#server/listen/no-slice.ts';
import { namedBy } from './mergers.ts';
import type { Named } from './named.ts';
import { ofCustomers, type Narrowing, type Slice } from './slice.ts';

/** Answers as the address bar narrows them, where they are read one by one. */
export async function answersLike(db: Database, narrowing: Narrowing): Promise<SQL | undefined> {
  const { program, tier, department, manager, language, segment } = narrowing;
  const named = await namedBy(db, narrowing.named);
  const { programId, accountManager, locale } = responses;
  return and(
    program === undefined
      ? ofCustomers(programId)
      : program === noProgram
        ? isNull(programId)
        : eq(programId, program),
    tier === undefined ? undefined : eq(responses.tier, tier),
    department === undefined ? undefined : eq(responses.department, department),
    manager === undefined ? undefined : eq(accountManager, manager),
    language === undefined ? undefined : eq(locale, language),
    named === undefined ? undefined : hasNamed(named),
    segment === undefined ? undefined : sql`${namedTogether()} = ${segment}`,
  );
}

export const answersWithin = async (db: Database, slice: Slice): Promise<SQL | undefined> =>
  and(gte(responses.month, slice.from), lte(responses.month, slice.to), await answersLike(db, slice));

function hasNamed({ category, details }: Named): SQL {
  const ofDetail = details === null ? sql`` : sql` AND named.detail IN ${details}`;
  return sql`EXISTS (SELECT 1 FROM ${reasons} AS named WHERE named.response_id = ${responses.id}
    AND named.status <> 'inferred' AND named.category = ${category}${ofDetail})`;
}

function namedTogether(): SQL {
  return sql`coalesce((SELECT group_concat(category, '+') FROM (SELECT DISTINCT named.category FROM ${reasons} AS named
    WHERE named.response_id = ${responses.id} AND named.status <> 'inferred' ORDER BY named.category)), 'none')`;
}
