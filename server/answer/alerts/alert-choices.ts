import { eq } from 'drizzle-orm';
import { write, type Database } from '#db/client.ts';
import { alertSettings } from '#db/schema/alerts.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import { alertDefaults, type AlertChoice } from './notice.ts';

/** How somebody hears of cases; the defaults where she has chosen nothing. */
export async function alertChoice(db: Database, staffId: string): Promise<AlertChoice> {
  const { mode, scope, leastSeverity, hasSound, hasBrowserNotice } = alertSettings;
  const [chosen] = await db
    .select({ mode, scope, leastSeverity, hasSound, hasBrowserNotice })
    .from(alertSettings)
    .where(eq(alertSettings.staffId, staffId));
  return chosen ?? alertDefaults;
}

export async function chooseAlerts(deps: Deps, actor: Actor, chosen: AlertChoice): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  const set = { ...chosen, updatedAt: at };
  await write(db, (tx) => {
    tx.run(
      db
        .insert(alertSettings)
        .values({ ...set, staffId: actor.id })
        .onConflictDoUpdate({ target: alertSettings.staffId, set }),
    );
    record(db, tx, { kind: 'alerts-chosen', at, actorId: actor.id, data: { ...chosen } });
  });
}
