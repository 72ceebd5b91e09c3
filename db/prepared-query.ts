import type { Database } from './client.ts';

/** A query whose SQL is built once for a database: `sql.placeholder` stands where its values go. */
export function preparedQuery<Q>(prepare: (db: Database) => Q): (db: Database) => Q {
  const queries = new WeakMap<Database, Q>();
  return (db) => {
    const query = queries.get(db) ?? prepare(db);
    queries.set(db, query);
    return query;
  };
}
