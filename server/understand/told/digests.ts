import { eq } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { digestSubscriptions } from '#db/schema/understand.ts';
import type { Actor } from '#server/auth/actor.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import { choices } from '../choices.ts';
import { periodDue, type Cadence } from './digest.ts';
import { filtersQuery, filtersText, readFilters } from './filters.ts';
import { speechIn } from './say.ts';

/** What somebody has chosen to be mailed, with its filters in her own words; null where she has chosen nothing. */
export async function ownDigest({ db, now }: Deps, actor: Actor) {
  const { cadence, query, staffId } = digestSubscriptions;
  const [chosen] = await db.select({ cadence, query }).from(digestSubscriptions).where(eq(staffId, actor.id));
  if (!chosen) return null;
  const { timeZone } = await theCompany(db);
  const speech = speechIn(actor.locale, { timeZone, now: now() });
  return { ...chosen, filters: filtersText(readFilters(chosen.query), await choices(db), speech) };
}

/** The first one goes after the next Monday or 1st, whatever was mailed before. */
export async function chooseDigest(
  deps: Deps,
  actor: Actor,
  { cadence, query }: { cadence: Cadence; query: string },
): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  const sentFor = periodDue(cadence, await theCompany(db), at).name;
  const chosen = { cadence, query: filtersQuery(readFilters(query)), updatedAt: at };
  const [before] = await db
    .select()
    .from(digestSubscriptions)
    .where(eq(digestSubscriptions.staffId, actor.id));
  const set = before?.cadence === cadence ? chosen : { ...chosen, sentFor };
  await write(db, (tx) => {
    tx.run(
      db
        .insert(digestSubscriptions)
        .values({ ...chosen, staffId: actor.id, sentFor })
        .onConflictDoUpdate({ target: digestSubscriptions.staffId, set }),
    );
    record(db, tx, { kind: 'digest-chosen', actorId: actor.id, at, data: { cadence, query: chosen.query } });
  });
}

/** Nothing happens where there is none to stop. */
export async function stopDigest(deps: Deps, staffId: string): Promise<void> {
  const { db } = deps;
  const [chosen] = await db
    .select()
    .from(digestSubscriptions)
    .where(eq(digestSubscriptions.staffId, staffId));
  if (!chosen) return;
  await write(db, (tx) => {
    tx.run(db.delete(digestSubscriptions).where(eq(digestSubscriptions.staffId, staffId)));
    record(db, tx, { kind: 'digest-stopped', actorId: staffId, at: deps.now() });
  });
}
