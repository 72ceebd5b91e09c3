import { eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { alertSettings } from '#db/schema/alerts.ts';
import { staff } from '#db/schema/staff.ts';
import { alertDefaults, type Hearer } from './notice.ts';

/** Everybody who works here, and how each hears of cases. */
export async function hearersOf(db: Database) {
  const rows = await db
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      locale: staff.locale,
      chosen: {
        mode: alertSettings.mode,
        scope: alertSettings.scope,
        leastSeverity: alertSettings.leastSeverity,
      },
    })
    .from(staff)
    .leftJoin(alertSettings, eq(alertSettings.staffId, staff.id))
    .where(isNull(staff.leftAt));
  const { mode, scope, leastSeverity } = alertDefaults;
  return rows.map(({ chosen, ...person }) => ({
    ...person,
    ...(chosen ?? { mode, scope, leastSeverity }),
  })) satisfies Hearer[];
}
