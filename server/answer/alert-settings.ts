import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { alertSettings } from '#db/schema/alerts.ts';

const defaults = {
  mode: 'immediate',
  scope: 'mine',
  leastSeverity: 1,
  hasSound: false,
  hasBrowserNotice: false,
} as const;

/** How a person wants to hear of cases. */
export async function alertSettingsOf(db: Database, staffId: string) {
  const { mode, scope, leastSeverity, hasSound, hasBrowserNotice } = alertSettings;
  const [set] = await db
    .select({ mode, scope, leastSeverity, hasSound, hasBrowserNotice })
    .from(alertSettings)
    .where(eq(alertSettings.staffId, staffId));
  return set ?? defaults;
}
