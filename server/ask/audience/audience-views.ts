import { and, asc, gt, sql, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { theCompany } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import { conditionSql } from './audience.ts';
import { askedOn } from './audience-tests.ts';
import { attributeField, fields } from './condition.ts';
import type { audienceQuestion } from '../program-input.ts';
import { askedOf } from './sample.ts';

const examplesShown = 10;
/** Values to choose from are gathered from the newest customers; any other may be typed. */
const customersRead = 20_000;
const mostValues = 200;
const mostAttributeValues = 40;

/** What a condition may test here, with the values that occur. */
export async function audienceFields({ db }: Pick<Deps, 'db'>) {
  const [tags, zones, managers, attributes] = await Promise.all([
    valuesOf(db, sql`SELECT t.value AS value FROM newest, json_each(newest.tags) t`),
    valuesOf(db, sql`SELECT time_zone AS value FROM newest`),
    valuesOf(db, sql`SELECT account_manager AS value FROM newest`),
    attributesOf(db),
  ]);
  const values: Record<string, string[]> = { tag: tags, 'time-zone': zones, 'account-manager': managers };
  const own = Object.entries(fields).map(([field, { kind, operators, ...rest }]) => ({
    field,
    kind,
    operators,
    ...rest,
    ...(values[field] && { values: values[field] }),
  }));
  return {
    fields: [
      ...own,
      ...[...attributes].map(([name, found]) => ({
        ...attributeField(name),
        ...(found.length <= mostAttributeValues && { values: found }),
      })),
    ],
  };
}

/** How many customers a condition means, how many of them would be drawn, and ten of them. Stores nothing. */
export async function audienceCount(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { condition, sample, holdOutPercent }: z.output<typeof audienceQuestion>,
) {
  const company = await theCompany(db);
  const where = conditionSql(condition, askedOn(company, now()));
  const examples = await matching(db, where);
  const last = examples.at(-1);
  const isAll = !last || examples.length < examplesShown;
  const [more, of] = await Promise.all([
    isAll ? 0 : countOf(db, and(gt(customers.id, last.id), where)),
    countOf(db, undefined),
  ]);
  const n = examples.length + more;
  const drawn = askedOf(n, { sample: sample ?? null, holdOutPercent: holdOutPercent ?? 0 });
  return { n, of, drawn, examples };
}

// The examples come first and the count goes on behind the last of them, so that nobody is tested twice.
function matching(db: Database, where: SQL) {
  return db
    .select({
      id: customers.id,
      name: customers.name,
      externalId: customers.externalId,
      tier: customers.tier,
      status: customers.status,
    })
    .from(customers)
    .where(where)
    .orderBy(asc(customers.id))
    .limit(examplesShown);
}

async function countOf(db: Database, where: SQL | undefined): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)` })
    .from(customers)
    .where(where);
  return row?.n ?? 0;
}

const newest = sql`WITH newest AS (SELECT tags, time_zone, account_manager, attributes FROM customers
  ORDER BY id DESC LIMIT ${customersRead})`;

async function valuesOf(db: Database, values: ReturnType<typeof sql>): Promise<string[]> {
  const rows = await db.all<{ value: string }>(
    sql`${newest} SELECT value, count(*) AS n FROM (${values}) WHERE value IS NOT NULL AND value <> ''
      GROUP BY value ORDER BY n DESC, value LIMIT ${mostValues}`,
  );
  return rows.map(({ value }) => value);
}

async function attributesOf(db: Database): Promise<Map<string, string[]>> {
  const rows = await db.all<{ key: string; value: string }>(
    sql`${newest} SELECT DISTINCT a.key AS key, CAST(a.value AS TEXT) AS value FROM newest, json_each(newest.attributes) a
      WHERE a.key <> '' ORDER BY 1, 2 LIMIT 5000`,
  );
  const found = new Map<string, string[]>();
  for (const { key, value } of rows) found.set(key, [...(found.get(key) ?? []), value]);
  return found;
}
