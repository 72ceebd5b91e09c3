import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { ConstraintError, GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { competitors } from '#db/schema/understand.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { aliasesApart, takenName, type Competitor, type Named } from './competitor.ts';

/** Every competitor, the retired ones last. */
export async function theCompetitors(db: Database): Promise<Competitor[]> {
  return db
    .select()
    .from(competitors)
    .orderBy(sql`${competitors.retiredAt} IS NOT NULL`, asc(competitors.name));
}

export async function addCompetitor(deps: Deps, actor: Actor, given: Named): Promise<string> {
  const { db } = deps;
  const named = { ...given, aliases: aliasesApart(given) };
  const id = newId(deps);
  const stands = await mustBeFree(db, named, id);
  await change(deps, actor, { what: 'added', id, name: named.name }, (tx, at) => {
    tx.run(db.insert(competitors).values({ id, ...named, createdAt: at, updatedAt: at }));
    // The row just added is not one of those that were looked at.
    tx.must(
      db
        .update(competitors)
        .set({ updatedAt: at })
        .where(and(eq(competitors.id, id), stands)),
      overtaken,
    );
  });
  return id;
}

/** Sets the name and all aliases anew. */
export async function changeCompetitor(deps: Deps, actor: Actor, id: string, given: Named): Promise<void> {
  const { db } = deps;
  const before = await theCompetitor(db, id);
  const named = { ...given, aliases: aliasesApart(given) };
  if (before.name === named.name && before.aliases.join('\n') === named.aliases.join('\n')) return;
  const stands = await mustBeFree(db, named, id);
  const told = { what: 'changed', id, name: named.name, aliases: named.aliases, was: before.name };
  await change(deps, actor, told, (tx, at) =>
    tx.must(
      db
        .update(competitors)
        .set({ ...named, updatedAt: at })
        .where(and(eq(competitors.id, id), stands)),
      overtaken,
    ),
  );
}

/** Looked for no more; where it was named it stays named. */
export async function retireCompetitor(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { name, retiredAt } = await theCompetitor(deps.db, id);
  if (retiredAt) throw new DomainError('conflict', 'This competitor is retired already.');
  await setRetired(deps, actor, { id, name, isRetired: true });
}

export async function bringBackCompetitor(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { name, retiredAt } = await theCompetitor(deps.db, id);
  if (!retiredAt) throw new DomainError('conflict', 'This competitor is not retired.');
  await setRetired(deps, actor, { id, name, isRetired: false });
}

async function setRetired(
  deps: Deps,
  actor: Actor,
  { id, name, isRetired }: { id: string; name: string; isRetired: boolean },
): Promise<void> {
  await change(deps, actor, { what: isRetired ? 'retired' : 'brought-back', id, name }, (tx, at) =>
    tx.run(
      deps.db
        .update(competitors)
        .set({ retiredAt: isRetired ? at : null, updatedAt: at })
        .where(eq(competitors.id, id)),
    ),
  );
}

async function theCompetitor(db: Database, id: string): Promise<Competitor> {
  const [competitor] = await db.select().from(competitors).where(eq(competitors.id, id));
  if (!competitor) throw new DomainError('not_found', 'There is no such competitor.');
  return competitor;
}

/** Refuses names that are another's; the guard holds while nobody else has changed what was looked at. */
async function mustBeFree(db: Database, named: Named, id: string): Promise<SQL> {
  const others = (await db.select().from(competitors).orderBy(asc(competitors.id))).filter(
    (one) => one.id !== id,
  );
  const taken = takenName(others, named);
  if (taken) {
    const message = `“${taken.name}” is a name of ${taken.owner} already.`;
    throw new DomainError('conflict', message, {
      [taken.place === null ? 'name' : `aliases.${taken.place}`]: message,
    });
  }
  const seen = JSON.stringify(others.map((one) => [one.id, one.name, JSON.stringify(one.aliases)]));
  return sql`(SELECT json_group_array(json_array(o.id, o.name, o.aliases)) FROM
    (SELECT * FROM competitors WHERE id <> ${id} ORDER BY id) o) = ${seen}`;
}

const overtaken = 'Somebody else has changed the competitors meanwhile. Look again.';

async function change(
  { db, now }: Deps,
  actor: Actor,
  data: Record<string, unknown>,
  store: (tx: Tx, at: Date) => void,
): Promise<void> {
  const at = now();
  await write(db, (tx) => {
    store(tx, at);
    record(db, tx, { kind: 'competitors-changed', at, actorId: actor.id, data });
  }).catch((error: unknown) => {
    if (error instanceof GuardError || error instanceof ConstraintError)
      throw new DomainError('conflict', overtaken);
    throw error;
  });
}
