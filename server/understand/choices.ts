import { asc, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { programs } from '#db/schema/programs.ts';
import { departments } from '#db/schema/understand.ts';

/** What a manager can narrow the figures to. */
export async function choices(db: Database) {
  return {
    programs: await programsOf(db),
    departments: await departmentNames(db),
    managers: await managersOf(db),
  };
}

export const departmentNames = (db: Database) =>
  db
    .select({ code: departments.code, labels: departments.labels })
    .from(departments)
    .orderBy(asc(departments.code));

export const programsOf = (db: Database) =>
  db
    .select({ id: programs.id, name: programs.name, isAnonymous: programs.isAnonymous })
    .from(programs)
    .orderBy(programs.id);

/** Every account manager once, stepping from name to name through the index. */
async function managersOf(db: Database): Promise<string[]> {
  const rows = await db.all<{ name: string }>(sql`
    WITH RECURSIVE known(name) AS (
      SELECT min(account_manager) FROM ${customers}
      UNION ALL
      SELECT (SELECT min(account_manager) FROM ${customers} WHERE account_manager > known.name)
        FROM known WHERE known.name IS NOT NULL
    ) SELECT name FROM known WHERE name IS NOT NULL ORDER BY name`);
  return rows.map(({ name }) => name);
}
