import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { customers } from '#db/schema/customers.ts';
import { planDepartments } from '../company/departments.ts';
import type { Deps } from '../deps.ts';
import { changesOf } from './import/changes.ts';
import { readEmail, readId, readLocale, readOneOf, readText, readTimeZone } from './import/field-text.ts';
import type { BatchPlan, Importer } from './import/importer.ts';
import { readCurrency, readMoney } from './import/money-text.ts';
import type { RowReader } from './import/row-reader.ts';
import { searchTextOf } from './search-text.ts';

type Customer = typeof customers.$inferSelect;

/** A field that is `undefined` was not in the file and stays as it is. */
export type CustomerRow = { externalId: string } & {
  [F in Exclude<ImportedField, 'externalId'>]: Customer[F] | undefined;
};

type ImportedField =
  | 'externalId'
  | 'name'
  | 'email'
  | 'locale'
  | 'timeZone'
  | 'currency'
  | 'totalRevenueMinor'
  | 'monthlyRevenueMinor'
  | 'accountManager'
  | 'department'
  | 'status'
  | 'attributes';

const importedStatuses = ['active', 'left', 'deceased', 'barred'] as const;

/** `currency` is taken where a row says none. */
export function customerImporter(
  deps: Deps,
  { currency }: { currency: string | null },
): Importer<CustomerRow> {
  return {
    fields: [
      'externalId',
      'name',
      'email',
      'locale',
      'timeZone',
      'currency',
      'totalRevenue',
      'monthlyRevenue',
      'accountManager',
      'department',
      'status',
    ],
    required: ['externalId'],
    keepsAttributes: true,
    event: 'customers-imported',
    read: (reader) => readCustomer(reader, currency),
    keyOf: ({ externalId }) => externalId,
    plan: (rows) => planCustomers(deps, rows),
  };
}

function readCustomer(reader: RowReader, fallbackCurrency: string | null): CustomerRow | null {
  const externalId = reader.must('externalId', readId);
  if (externalId === null) return null;
  const name = reader.take('name', readText);
  const currency = reader.take('currency', readCurrency);
  const money = (field: string) => takeMoney(reader, field, currency ?? fallbackCurrency);
  const totalRevenueMinor = money('totalRevenue');
  const monthlyRevenueMinor = money('monthlyRevenue');
  const usesFallback = currency === undefined && (totalRevenueMinor ?? monthlyRevenueMinor ?? null) !== null;
  const attributes = reader.attributes();
  return {
    externalId,
    name: name === null ? externalId : name,
    email: reader.take('email', readEmail),
    locale: reader.take('locale', readLocale),
    timeZone: reader.take('timeZone', readTimeZone),
    currency: usesFallback ? fallbackCurrency : currency,
    totalRevenueMinor,
    monthlyRevenueMinor,
    accountManager: reader.take('accountManager', readText),
    department: reader.take('department', readText),
    status: reader.take('status', readOneOf(importedStatuses)) ?? undefined,
    attributes: Object.keys(attributes).length > 0 ? attributes : undefined,
  };
}

function takeMoney(reader: RowReader, field: string, currency: string | null): number | null | undefined {
  return reader.take(field, (text) =>
    currency === null
      ? { ok: false, problem: { code: 'currency-missing', facts: {} } }
      : readMoney(text, currency),
  );
}

async function planCustomers(deps: Deps, given: CustomerRow[]): Promise<BatchPlan> {
  const { rows, storeDepartments } = await withDepartmentCodes(deps, given);
  const ids = rows.map(({ externalId }) => externalId);
  const stored = await deps.db.select().from(customers).where(inArray(customers.externalId, ids));
  const byExternalId = new Map(stored.map((customer) => [customer.externalId, customer]));
  const added: (typeof customers.$inferInsert)[] = [];
  const updates: CustomerUpdate[] = [];
  const outcomes = rows.map((row) => {
    const before = byExternalId.get(row.externalId);
    if (!before) {
      added.push(newCustomer(deps, row));
      return { outcome: 'created' as const };
    }
    const changes = changedFields(before, row);
    if (changes === null) return { outcome: 'unchanged' as const };
    updates.push({ id: before.id, was: before.status, changes });
    return { outcome: 'changed' as const };
  });
  const store = (tx: Tx) => {
    storeDepartments(tx);
    storeCustomers(deps, tx, { added, updates });
  };
  return { outcomes, store };
}

/** A file names departments as people do; a customer keeps the code. */
async function withDepartmentCodes(deps: Deps, given: CustomerRow[]) {
  const texts = new Set(given.flatMap(({ department }) => (department?.trim() ? [department] : [])));
  const { codes, store } = await planDepartments(deps, texts);
  const rows = given.map((row): CustomerRow =>
    row.department ? { ...row, department: codes.get(row.department) ?? null } : row,
  );
  return { rows, storeDepartments: store };
}

function newCustomer(deps: Deps, row: CustomerRow): typeof customers.$inferInsert {
  const now = deps.now();
  const name = row.name ?? row.externalId;
  const { status = 'active', attributes = {}, ...rest } = row;
  return {
    id: newId(deps),
    searchText: searchTextOf(name, row.externalId),
    status,
    attributes,
    createdAt: now,
    updatedAt: now,
    ...rest,
    name,
  };
}

// Who is deceased, barred or anonymised stays so whatever a file says (design rule 5), and the last takes no data at all.
function changedFields(before: Customer, row: CustomerRow): Partial<Customer> | null {
  if (before.status === 'anonymised') return null;
  const isFinal = before.status === 'deceased' || before.status === 'barred';
  const attributes = row.attributes && { ...before.attributes, ...row.attributes };
  const changes = changesOf(before, { ...row, attributes, status: isFinal ? undefined : row.status });
  if (changes?.name !== undefined) changes.searchText = searchTextOf(changes.name, row.externalId);
  return changes;
}

interface CustomerUpdate {
  id: string;
  was: Customer['status'];
  changes: Partial<Customer>;
}

function storeCustomers(
  { db, now }: Deps,
  tx: Tx,
  { added, updates }: { added: (typeof customers.$inferInsert)[]; updates: CustomerUpdate[] },
): void {
  if (added.length > 0) tx.run(db.insert(customers).values(added));
  for (const { id, was, changes } of updates) {
    // Decided again when another import has meanwhile said, say, that she is deceased.
    tx.must(
      db
        .update(customers)
        .set({ ...changes, updatedAt: now() })
        .where(and(eq(customers.id, id), eq(customers.status, was))),
      'This customer has just been changed.',
    );
  }
}
