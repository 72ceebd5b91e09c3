import { and, asc, eq, gt, inArray, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import type { Condition } from '#db/schema/program-parts.ts';
import { testSql, type AskedOn } from './audience-tests.ts';
import { failing, testsOf, type Test } from './condition.ts';
import { monthBefore } from '../wave-calendar.ts';

export interface Audience {
  condition: Condition;
  on: AskedOn;
}
export type AudienceMember = Awaited<ReturnType<typeof audienceAfter>>[number];

/** The next customers of an audience after `afterId`, in the order of their ids, whatever may keep us from asking them. */
export async function audienceAfter(
  db: Database,
  { condition, on }: Audience,
  afterId: string,
  limit: number,
) {
  return membersOf(db, and(gt(customers.id, afterId), conditionSql(condition, on)), on).limit(limit);
}

/** Those of these customers who belong to an audience. */
export async function membersAmong(
  db: Database,
  { condition, on }: Audience,
  ids: string[],
): Promise<AudienceMember[]> {
  return membersOf(db, and(inArray(customers.id, ids), conditionSql(condition, on)), on);
}

/** A condition as SQL over `customers`: the one compiler. Every value in it is bound. */
export function conditionSql(condition: Condition, on: AskedOn): SQL {
  if ('field' in condition) return testSql(condition, on);
  if ('not' in condition) return sql`(NOT ${conditionSql(condition.not, on)})`;
  const [parts, word] = 'all' in condition ? [condition.all, sql` AND `] : [condition.any, sql` OR `];
  if (parts.length === 0) return 'all' in condition ? sql`1` : sql`0`;
  return sql`(${sql.join(
    parts.map((part) => conditionSql(part, on)),
    word,
  )})`;
}

/** The tests that keep one customer out of an audience; none when she belongs to it. */
export async function failingTests(db: Database, { condition, on }: Audience, customerId: string) {
  const tests = testsOf(condition);
  const [row] = await db
    .select({
      results: sql<string>`json_array(${sql.join(
        tests.map((test) => testSql(test, on)),
        sql`, `,
      )})`,
    })
    .from(customers)
    .where(eq(customers.id, customerId));
  const results: number[] = row ? JSON.parse(row.results) : [];
  const isTrue = new Map<Test, boolean>(tests.map((test, at) => [test, results[at] === 1]));
  return failing(condition, (test) => isTrue.get(test) === true);
}

function membersOf(db: Database, where: SQL | undefined, { month }: AskedOn) {
  const { to } = monthBefore(month);
  return db
    .select({
      id: customers.id,
      name: customers.name,
      email: customers.email,
      locale: customers.locale,
      timeZone: customers.timeZone,
      status: customers.status,
      // C2: the order a complaint is about, unless the customer names another, is the last one. The column is spelled
      // out, because Drizzle leaves its table away here and it would mean the order's own id.
      orderId: sql<string | null>`(SELECT o.id FROM orders o WHERE o.customer_id = customers.id
        AND o.kind = 'order' AND o.ordered_on <= ${to} ORDER BY o.ordered_on DESC, o.id DESC LIMIT 1)`,
    })
    .from(customers)
    .where(where)
    .orderBy(asc(customers.id))
    .$dynamic();
}
