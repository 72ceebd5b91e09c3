import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { dayIn } from '#server/company/calendar-day.ts';
import { isReasonCategory } from '#surveys/reasons.ts';
import type { Narrowing, Tier } from '../slice.ts';
import { lifetimesOf, type KnownCustomer, type Leaving, type Lifetime } from './lifetime.ts';

/** As many are read at a time as takes some ten milliseconds, so that whoever answers meanwhile does not wait. */
const rowsAtOnce = 2000;
/** A company of fewer is read afresh for every question; of a larger one a reading serves for a minute or longer. */
const fewCustomers = 2000;
const freshForMs = 60_000;
/** Reading takes no more than so small a part of the time. */
const timesItsReading = 20;
/** So many times as old it is not shown any more, and who asks waits for the new one. */
const timesTooOld = 10;

interface Book {
  lifetimes: Lifetime[];
  readAt: number;
  tookMs: number;
}

const books = new WeakMap<Database, { standing: Book | null; reading: Promise<Book> | null }>();

/**
 * Every lifetime of every customer. It takes an order of each of them to know, a second for 100,000: so what was read
 * serves until it is old, and is then read anew behind the one who asks.
 */
export async function allLifetimes(db: Database, timeZone: string): Promise<Lifetime[]> {
  const shelf = books.get(db) ?? { standing: null, reading: null };
  books.set(db, shelf);
  const { standing } = shelf;
  const age = standing ? ageOf(standing) : Infinity;
  if (standing && age < 1) return standing.lifetimes;
  shelf.reading ??= read(db, timeZone)
    .then((book) => {
      shelf.standing = book.lifetimes.length < fewCustomers ? null : book;
      return book;
    })
    .finally(() => (shelf.reading = null));
  return standing && age < timesTooOld ? standing.lifetimes : (await shelf.reading).lifetimes;
}

/** 1 is as old as it may become before it is read anew. */
const ageOf = ({ readAt, tookMs }: Book): number =>
  (performance.now() - readAt) / Math.max(freshForMs, tookMs * timesItsReading);

async function read(db: Database, timeZone: string): Promise<Book> {
  const began = performance.now();
  const same = interning();
  const leavings = await readLeavings(db, same);
  const [edge] = await db.all<{ last: number | null; first: number | null }>(
    sql`SELECT max(rowid) AS last, min(created_at) AS first FROM ${customers}`,
  );
  const firstDay = dayIn(timeZone, new Date(edge?.first ?? 0));
  const lifetimes: Lifetime[] = [];
  for (let from = 0; from < (edge?.last ?? 0); from += rowsAtOnce) {
    for (const line of await lines(db, customerLines(from))) {
      const known = readCustomer(line, timeZone, same);
      lifetimes.push(...lifetimesOf(known, leavings.get(known.customer) ?? [], firstDay));
    }
    await nextTurn();
  }
  const readAt = performance.now();
  return { lifetimes, readAt, tookMs: readAt - began };
}

async function readLeavings(db: Database, same: Same): Promise<Map<number, Leaving[]>> {
  const [edge] = await db.all<{ last: number | null }>(sql`SELECT max(rowid) AS last FROM ${departures}`);
  const byCustomer = new Map<number, Leaving[]>();
  for (let from = 0; from < (edge?.last ?? 0); from += rowsAtOnce) {
    for (const line of await lines(db, leavingLines(from))) {
      const leaving = readLeaving(line, same);
      const hers = byCustomer.get(leaving.customer);
      if (hers) hers.push(leaving);
      else byCustomer.set(leaving.customer, [leaving]);
    }
    await nextTurn();
  }
  for (const hers of byCustomer.values()) hers.sort((one, other) => (one.left < other.left ? -1 : 1));
  return byCustomer;
}

const betweenFields = '\u001F';
const betweenRows = '\u001E';

/** The driver takes a microsecond for every value, so the fields of many rows come as one text. */
async function lines(db: Database, packed: SQL): Promise<string[][]> {
  const [row] = await db.all<{ packed: string | null }>(packed);
  return (row?.packed ?? '').split(betweenRows).flatMap((line) => (line ? [line.split(betweenFields)] : []));
}

const fields = (...parts: SQL[]): SQL =>
  sql`group_concat(${sql.join(
    parts.map((part) => sql`coalesce(${part}, '')`),
    sql` || ${sql.raw(`x'1f'`)} || `,
  )}, ${sql.raw(`x'1e'`)}) AS packed`;

/** A name that somebody typed must not end the field it stands in. */
const plain = (column: SQL): SQL => sql`replace(replace(${column}, char(31), ' '), char(30), ' ')`;

function customerLines(from: number): SQL {
  const firstOrder = sql`(SELECT ordered_on FROM ${orders} o WHERE o.customer_id = c.id AND o.kind = 'order'
    ORDER BY o.ordered_on LIMIT 1)`;
  return sql`SELECT ${fields(
    sql`c.rowid`,
    sql`c.created_at`,
    firstOrder,
    sql`c.status`,
    sql`c.tier`,
    plain(sql`c.department`),
    plain(sql`c.account_manager`),
    sql`c.currency`,
    sql`c.monthly_revenue_minor`,
  )} FROM ${customers} c WHERE c.rowid > ${from} AND c.rowid <= ${from + rowsAtOnce}`;
}

function leavingLines(from: number): SQL {
  const returned = sql`(SELECT ordered_on FROM ${orders} o WHERE o.customer_id = d.customer_id AND o.kind = 'order'
    AND o.ordered_on > d.departed_on ORDER BY o.ordered_on LIMIT 1)`;
  return sql`SELECT ${fields(
    sql`c.rowid`,
    sql`d.departed_on`,
    returned,
    sql`d.category`,
    sql`d.detail`,
    sql`coalesce(d.tier, c.tier)`,
    plain(sql`coalesce(d.department, c.department)`),
    plain(sql`coalesce(d.account_manager, c.account_manager)`),
    sql`d.currency`,
    sql`d.monthly_revenue_minor`,
  )} FROM ${departures} d JOIN ${customers} c ON c.id = d.customer_id
    WHERE d.rowid > ${from} AND d.rowid <= ${from + rowsAtOnce}`;
}

function readCustomer(line: string[], timeZone: string, same: Same): KnownCustomer {
  const [customer, created, firstOrderOn, status, tier, department, manager, currency, monthly] = line;
  return {
    customer: Number(customer),
    createdOn: same(dayIn(timeZone, new Date(Number(created)))),
    firstOrderOn: firstOrderOn ? same(firstOrderOn) : null,
    status: statuses.find((one) => one === status) ?? 'active',
    ...traits(same, tier, department, manager, currency, monthly),
  };
}

function readLeaving(line: string[], same: Same): Leaving {
  const [customer, left, returned, category, detail, ...rest] = line;
  return {
    customer: Number(customer),
    left: same(left ?? ''),
    returned: returned ? same(returned) : null,
    category: isReasonCategory(category) ? category : null,
    detail: same(detail ?? ''),
    ...traits(same, ...rest),
  };
}

const statuses = ['active', 'left', 'deceased', 'barred', 'anonymised'] as const;
const tiers: Tier[] = ['gold', 'silver', 'copper'];

function traits(same: Same, ...[tier, department, manager, currency, monthly]: (string | undefined)[]) {
  return {
    tier: tiers.find((one) => one === tier) ?? null,
    department: same(department ?? ''),
    manager: same(manager ?? ''),
    currency: same(currency ?? ''),
    monthlyMinor: Number(monthly ?? 0),
  };
}

type Same = (text: string) => string;

/** Days and names come again and again: each is kept once. */
function interning(): Same {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first !== undefined) return first;
    known.set(text, text);
    return text;
  };
}

/** Those the address bar narrows to. What departures do not have, a program or a language, does not narrow them. */
export function narrowed(lifetimes: Lifetime[], { tier, department, manager }: Narrowing): Lifetime[] {
  if (tier === undefined && department === undefined && manager === undefined) return lifetimes;
  return lifetimes.filter(
    (one) =>
      (tier === undefined || one.tier === tier) &&
      (department === undefined || one.department === department) &&
      (manager === undefined || one.manager === manager),
  );
}
