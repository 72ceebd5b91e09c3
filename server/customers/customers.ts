import { and, asc, eq, gte, lt, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { DomainError } from '../errors.ts';
import { folded } from './search-text.ts';

export interface CustomerQuestion {
  /** The beginning of a name, an id or an e-mail address. */
  search?: string | undefined;
  tier?: 'gold' | 'silver' | 'copper' | undefined;
  status?: 'active' | 'left' | 'deceased' | 'barred' | 'anonymised' | undefined;
  /** The id of the last customer already seen. */
  after?: string | undefined;
}

const pageRows = 50;

/** A page of customers by name, and whether there are more. */
export async function listCustomers(db: Database, question: CustomerQuestion) {
  const { tier, status, after } = question;
  const rows = await db
    .select({
      id: customers.id,
      externalId: customers.externalId,
      name: customers.name,
      email: customers.email,
      tier: customers.tier,
      status: customers.status,
      accountManager: customers.accountManager,
      lastOrderOn: customers.lastOrderOn,
    })
    .from(customers)
    .where(
      and(
        searchFilter(question.search),
        tier && eq(customers.tier, tier),
        status && eq(customers.status, status),
        after === undefined ? undefined : await behind(db, after),
      ),
    )
    .orderBy(asc(customers.searchText), asc(customers.id))
    .limit(pageRows + 1);
  return { customers: rows.slice(0, pageRows), hasMore: rows.length > pageRows };
}

/** Who is this: all that is kept of one customer, with what she ordered in each currency. */
export async function findCustomer(db: Database, id: string) {
  const [customer] = await db.select().from(customers).where(eq(customers.id, id));
  if (!customer) throw new DomainError('not_found', 'There is no such customer.');
  const ordered = await db
    .select({
      currency: orders.currency,
      count: sql<number>`count(*)`,
      amountMinor: sql<number>`sum(${orders.amountMinor})`,
    })
    .from(orders)
    .where(and(eq(orders.customerId, id), eq(orders.kind, 'order')))
    .groupBy(orders.currency);
  const { searchText: _, ...facts } = customer;
  return { ...facts, ordered };
}

function searchFilter(search: string | undefined): SQL | undefined {
  const words = search?.trim();
  if (!words) return undefined;
  return or(
    beginsWith(customers.searchText, folded(words)),
    ...[...new Set([words, words.toUpperCase()])].map((id) => beginsWith(customers.externalId, id)),
    ...[...new Set([words, words.toLowerCase()])].map((email) => beginsWith(customers.email, email)),
  );
}

// A range instead of LIKE: it uses the index, and % and _ are letters like any other.
function beginsWith(
  column: typeof customers.searchText | typeof customers.externalId | typeof customers.email,
  start: string,
) {
  return and(gte(column, start), lt(column, `${start}\u{10ffff}`));
}

async function behind(db: Database, id: string): Promise<SQL> {
  const [last] = await db.select({ text: customers.searchText }).from(customers).where(eq(customers.id, id));
  return sql`(${customers.searchText}, ${customers.id}) > (${last?.text ?? ''}, ${id})`;
}
