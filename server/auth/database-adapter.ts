import { createAdapterFactory, type CleanedWhere } from 'better-auth/adapters';
import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  type SQL,
} from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { write, type Tx } from '#db/client.ts';
import { staff, staffAccounts, staffSessions, verifications } from '#db/schema/staff.ts';
import type { Deps } from '../deps.ts';

const tables = { staff, staffSessions, staffAccounts, verifications };
type Row = Record<string, unknown>;

/** What else belongs in the transaction that creates a row. */
export type Alongside = (tx: Tx, model: string, row: Row) => void;

/** better-auth on our own tables: it reads through `db`, and every change goes through the one door. */
export function databaseAdapter({ db }: Pick<Deps, 'db'>, alongside: Alongside) {
  const rowsOf = (model: string, where: CleanedWhere[]) =>
    db.select().from(tableOf(model)).where(conditionOf(model, where));

  const change = async (model: string, where: CleanedWhere[], update: Row): Promise<string[]> => {
    const [changed] = await write(db, (tx) =>
      tx.run(
        db
          .update(tableOf(model))
          .set(update)
          .where(conditionOf(model, where))
          .returning({ id: tableOf(model).id }),
      ),
    );
    return (changed?.rows ?? []).map((row) => String(row.id));
  };

  const remove = async (model: string, where: CleanedWhere[]): Promise<number> => {
    const [removed] = await write(db, (tx) =>
      tx.run(db.delete(tableOf(model)).where(conditionOf(model, where))),
    );
    return removed?.rowsAffected ?? 0;
  };

  return createAdapterFactory({
    config: { adapterId: 'amends', supportsDates: true, supportsBooleans: true, transaction: false },
    adapter: () => ({
      create: async ({ model, data }) => {
        await write(db, (tx) => {
          tx.run(db.insert(tableOf(model)).values(data as never));
          alongside(tx, model, data);
        });
        return data;
      },
      update: async ({ model, where, update }) => {
        const [id] = await change(model, where, update as Row);
        if (id === undefined) return null;
        const [row] = await db
          .select()
          .from(tableOf(model))
          .where(eq(tableOf(model).id, id));
        return shaped(row);
      },
      updateMany: async ({ model, where, update }) => (await change(model, where, update)).length,
      findOne: async ({ model, where }) => shaped((await rowsOf(model, where).limit(1))[0]),
      findMany: async ({ model, where, limit, sortBy, offset }) => {
        const query = rowsOf(model, where ?? []).$dynamic();
        if (sortBy) {
          const direction = sortBy.direction === 'desc' ? desc : asc;
          query.orderBy(direction(columnOf(model, sortBy.field)));
        }
        return shapedAll(await query.limit(limit).offset(offset ?? 0));
      },
      delete: async ({ model, where }) => {
        await remove(model, where);
      },
      deleteMany: ({ model, where }) => remove(model, where),
      count: async ({ model, where }) => {
        const [row] = await db
          .select({ total: count() })
          .from(tableOf(model))
          .where(conditionOf(model, where ?? []));
        return row?.total ?? 0;
      },
    }),
  });
}

// The tables differ, but each has an id; Drizzle cannot type a table chosen by name.
function tableOf(model: string): typeof staff {
  const table = Object.entries(tables).find(([name]) => name === model)?.[1];
  if (!table) throw new Error(`better-auth asked for ${model}, which has no table`);
  return table as typeof staff;
}

function columnOf(model: string, field: string): SQLiteColumn {
  const columns: Record<string, SQLiteColumn> = getTableColumns(tableOf(model));
  const column = columns[field];
  if (!column) throw new Error(`better-auth asked for ${model}.${field}, which has no column`);
  return column;
}

const comparisons: Partial<Record<CleanedWhere['operator'], (column: SQLiteColumn, value: never) => SQL>> = {
  eq,
  ne,
  lt,
  lte,
  gt,
  gte,
  in: inArray,
};

function conditionOf(model: string, where: CleanedWhere[]): SQL | undefined {
  return and(
    ...where.map(({ field, operator, value, connector }) => {
      const compare = comparisons[operator];
      if (!compare || connector === 'OR') throw new Error(`better-auth asked for ${connector} ${operator}`);
      if (value === null && operator === 'eq') return isNull(columnOf(model, field));
      return compare(columnOf(model, field), value as never);
    }),
  );
}

// better-auth names the type it expects; its factory turns our row into that.
const shaped = <T>(row: Row | undefined): T | null => (row ?? null) as T | null;
const shapedAll = <T>(rows: Row[]): T[] => rows as T[];
