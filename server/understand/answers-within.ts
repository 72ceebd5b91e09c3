import { eq, ne, sql, type SQL } from 'drizzle-orm';
import { reasons, responses } from '#db/schema/responses.ts';
import type { Narrowing } from './slice.ts';

/** Answers that a narrowing leaves, beside its program and tier: for lists, where each answer is a row. */
export function answersWithin({ department, manager, language, named, segment }: Narrowing): SQL[] {
  return [
    ...(department === undefined ? [] : [eq(responses.department, department)]),
    ...(manager === undefined ? [] : [eq(responses.accountManager, manager)]),
    ...(language === undefined ? [] : [eq(responses.locale, language)]),
    ...(named === undefined ? [] : [names(named)]),
    ...(segment === undefined ? [] : [sql`${segmentOfAnswer} = ${segment}`]),
  ];
}

const isCounted = ne(reasons.status, 'inferred');

function names(named: string): SQL {
  const [category, detail] = named.split('/');
  const asked = sql`${reasons.category} = ${category}`;
  const closer = detail === undefined ? asked : sql`${asked} AND ${reasons.detail} = ${detail}`;
  return sql`EXISTS (SELECT 1 FROM ${reasons} WHERE ${reasons.responseId} = ${responses.id} AND ${isCounted} AND ${closer})`;
}

const segmentOfAnswer = sql`coalesce((SELECT group_concat(category, '+') FROM (
  SELECT DISTINCT ${reasons.category} AS category FROM ${reasons}
  WHERE ${reasons.responseId} = ${responses.id} AND ${isCounted} ORDER BY 1)), 'none')`;
