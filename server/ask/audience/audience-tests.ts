import { sql, type SQL } from 'drizzle-orm';
import { customers } from '#db/schema/customers.ts';
import { npsBand } from '#surveys/nps.ts';
import { dayAfter, dayIn } from '../../company/calendar-day.ts';
import { attributeOf, type FieldName, type Operator, type Test } from './condition.ts';
import { monthBefore } from '../wave-calendar.ts';

/** The day a condition is asked on, and what its days and amounts are counted in. */
export interface AskedOn {
  /** The month of the wave; `last-month` is the one before it. */
  month: string;
  today: string;
  currency: string;
}

export function askedOn(company: { timeZone: string; currency: string }, at: Date): AskedOn {
  const today = dayIn(company.timeZone, at);
  return { month: today.slice(0, 7), today, currency: company.currency };
}

/** A test as SQL over `customers`. It is 1 or 0, never NULL, so that `not` means what it says. Values are bound. */
export function testSql(test: Test, on: AskedOn): SQL {
  const attribute = attributeOf(test.field);
  const compile = attribute === null ? tests[test.field as FieldName] : attributeTest(attribute);
  return sql`((${compile(test, on)}) IS TRUE)`;
}

type Compile = (test: Test, on: AskedOn) => SQL;

const tests: Record<FieldName, Compile> = {
  status: choice(sql`${customers.status}`),
  tier: choice(sql`${customers.tier}`),
  tag: ({ is, value }) => {
    const has = sql`EXISTS (SELECT 1 FROM json_each(${customers.tags}) t WHERE t.value IN ${list(value)})`;
    return is === 'one-of' ? has : sql`NOT ${has}`;
  },
  locale: choice(sql`${customers.locale}`),
  'time-zone': choice(sql`${customers.timeZone}`),
  'account-manager': choice(sql`${customers.accountManager}`),
  email: ({ is }) => {
    const has = sql`(${customers.email} IS NOT NULL AND ${customers.email} <> '')`;
    return is === 'yes' ? has : sql`NOT ${has}`;
  },
  'monthly-revenue': amount(sql`${customers.monthlyRevenueMinor}`),
  'total-revenue': amount(sql`${customers.totalRevenueMinor}`),
  'order-or-quote': happened(orderedOn(sql``)),
  order: happened(orderedOn(sql`AND o.kind = 'order'`)),
  quote: happened(orderedOn(sql`AND o.kind = 'quote'`)),
  'orders-30-days': orderCount(30),
  'orders-90-days': orderCount(90),
  'orders-365-days': orderCount(365),
  'orders-ever': orderCount(null),
  'spent-30-days': orderSum(30),
  'spent-90-days': orderSum(90),
  'spent-365-days': orderSum(365),
  'spent-ever': orderSum(null),
  departed: happened(
    (and) =>
      sql`EXISTS (SELECT 1 FROM departures o WHERE o.customer_id = ${customers.id} ${and(sql`o.departed_on`)})`,
  ),
  // Since her first order or quote, or since she is known where she has none.
  'customer-since': ({ is, value }, { today }) => {
    const first = is === 'since' || is === 'before' ? String(value) : dayAfter(today, -Number(value));
    const any = orderedOn(sql``);
    const isEarlier = sql`(${any((day) => sql`AND ${day} < ${first}`)}
      OR (${customers.createdAt} < ${Date.parse(first)} AND NOT ${any(() => sql``)}))`;
    return is === 'since' || is === 'within-days' ? sql`NOT ${isEarlier}` : isEarlier;
  },
  answered: happened(
    (
      and,
    ) => sql`EXISTS (SELECT 1 FROM responses o WHERE o.customer_id = ${customers.id} AND o.status = 'complete'
      ${and(sql`date(o.answered_at / 1000, 'unixepoch')`)})`,
  ),
  'last-score': (test, on) =>
    choice(sql`(SELECT CASE ${band} END FROM responses o WHERE o.customer_id = ${customers.id}
      AND o.nps IS NOT NULL AND o.status = 'complete' ORDER BY o.answered_at DESC LIMIT 1)`)(test, on),
};

const band = sql.join(
  Array.from({ length: 11 }, (_, score) => sql`WHEN o.nps = ${score} THEN ${npsBand(score)}`),
  sql` `,
);

function list(value: Test['value']): SQL {
  const values = Array.isArray(value) ? value : [String(value ?? '')];
  return sql`(${sql.join(
    values.map((one) => sql`${one}`),
    sql`, `,
  )})`;
}

function choice(column: SQL): Compile {
  return ({ is, value }) => {
    if (is === 'known') return sql`${column} IS NOT NULL`;
    if (is === 'unknown') return sql`${column} IS NULL`;
    const isOneOf = sql`(${column} IN ${list(value)}) IS TRUE`;
    return is === 'one-of' ? isOneOf : sql`NOT (${isOneOf})`;
  };
}

/** A revenue column; it counts only where it is in the company's currency. */
function amount(column: SQL): Compile {
  return ({ is, value }, { currency }) => {
    if (is === 'known') return sql`${column} IS NOT NULL`;
    if (is === 'unknown') return sql`${column} IS NULL`;
    return sql`coalesce(${customers.currency}, ${currency}) = ${currency} AND ${compared(column, is, value)}`;
  };
}

function compared(left: SQL, is: string, value: Test['value']): SQL {
  return is === 'at-least' ? sql`${left} >= ${Number(value)}` : sql`${left} <= ${Number(value)}`;
}

/** Says whether one of several days exists, with more asked of it by `and`. */
type ExistsOn = (and: (day: SQL) => SQL) => SQL;

function orderedOn(kind: SQL): ExistsOn {
  return (and) =>
    sql`EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = ${customers.id} ${kind} ${and(sql`o.ordered_on`)})`;
}

function happened(exists: ExistsOn): Compile {
  const from = (first: string) => exists((day) => sql`AND ${day} >= ${first}`);
  const onlyBefore = (first: string) => sql`${exists(() => sql``)} AND NOT ${from(first)}`;
  return ({ is, value }, { month, today }) => {
    const last = monthBefore(month);
    const ways: Partial<Record<Operator, () => SQL>> = {
      'last-month': () => exists((day) => sql`AND ${day} BETWEEN ${last.from} AND ${last.to}`),
      'within-days': () => from(dayAfter(today, -Number(value))),
      'longer-ago': () => onlyBefore(dayAfter(today, -Number(value))),
      since: () => from(String(value)),
      before: () => onlyBefore(String(value)),
      never: () => sql`NOT ${exists(() => sql``)}`,
    };
    return ways[is as Operator]?.() ?? sql`0`;
  };
}

const isOrder = sql`AND o.kind = 'order'`;

/** How many orders, not quotes. Whether there is any is asked as such: it need not be counted. */
function orderCount(days: number | null): Compile {
  return ({ is, value }, on) => {
    const since = orderedSince(days, on);
    const any = orderedOn(isOrder)(() => since);
    if (is === 'at-least' && value === 1) return any;
    if (is === 'at-most' && value === 0) return sql`NOT ${any}`;
    return compared(ofOrders(sql`count(*)`, since), is, value);
  };
}

/** What the orders in the company's currency come to. */
function orderSum(days: number | null): Compile {
  return ({ is, value }, on) => {
    const sum = sql`coalesce(sum(o.amount_minor) FILTER (WHERE o.currency = ${on.currency}), 0)`;
    return compared(ofOrders(sum, orderedSince(days, on)), is, value);
  };
}

function ofOrders(what: SQL, since: SQL): SQL {
  return sql`(SELECT ${what} FROM orders o WHERE o.customer_id = ${customers.id} ${isOrder} ${since})`;
}

function orderedSince(days: number | null, { today }: AskedOn): SQL {
  return days === null ? sql`` : sql`AND o.ordered_on >= ${dayAfter(today, -days)}`;
}

/** A name a JSON path can hold without reading anything into it. */
const plainName = /^[\p{L}\p{N} _-]+$/u;

function attributeTest(name: string): Compile {
  // `json_each` compares any name as a value; a path is read faster, where the name is nothing but a name.
  const has = (and: (value: SQL) => SQL) =>
    plainName.test(name)
      ? sql`(${and(sql`json_extract(${customers.attributes}, ${`$."${name}"`})`)})`
      : sql`EXISTS (SELECT 1 FROM json_each(${customers.attributes}) a WHERE a.key = ${name} AND ${and(sql`a.value`)})`;
  return ({ is, value }) => {
    const isOneOf = () => has((own) => sql`${own} IN ${list(value)}`);
    const isKnown = () => has((own) => sql`${own} <> ''`);
    const ways: Partial<Record<Operator, () => SQL>> = {
      'one-of': isOneOf,
      'none-of': () => sql`NOT (${isOneOf()} IS TRUE)`,
      contains: () => has((own) => sql`instr(lower(${own}), lower(${String(value)})) > 0`),
      known: isKnown,
      unknown: () => sql`NOT (${isKnown()} IS TRUE)`,
    };
    return ways[is as Operator]?.() ?? sql`0`;
  };
}
