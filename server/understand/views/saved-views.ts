import { and, asc, count, eq } from 'drizzle-orm';
import { GuardError, ConstraintError, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { savedViews } from '#db/schema/understand.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';

export interface NewView {
  name: string;
  /** The page's path on the desk. */
  page: string;
  /** What stands in the address behind it. */
  query: string;
}

const mostViews = 100;

/** The views a person keeps for herself, by name. */
export async function savedViewsOf({ db }: Pick<Deps, 'db'>, actor: Actor) {
  const { id, name, page, query } = savedViews;
  return db
    .select({ id, name, page, query })
    .from(savedViews)
    .where(eq(savedViews.staffId, actor.id))
    .orderBy(asc(name));
}

export async function saveView(deps: Deps, actor: Actor, view: NewView): Promise<{ id: string }> {
  const { db } = deps;
  const [kept] = await db.select({ n: count() }).from(savedViews).where(eq(savedViews.staffId, actor.id));
  if ((kept?.n ?? 0) >= mostViews)
    throw new DomainError('conflict', `You keep ${mostViews} views already. Delete one first.`);
  const row = { id: newId(deps), staffId: actor.id, ...view, createdAt: deps.now() };
  await write(db, (tx) => tx.run(db.insert(savedViews).values(row))).catch(whereTheNameIsTaken);
  return { id: row.id };
}

export async function renameView({ db }: Deps, actor: Actor, { id, name }: { id: string; name: string }) {
  await write(db, (tx) =>
    tx.must(db.update(savedViews).set({ name }).where(isHers(actor, id)), 'There is no such view.'),
  )
    .catch(whereThereIsNone)
    .catch(whereTheNameIsTaken);
}

export async function deleteView({ db }: Deps, actor: Actor, id: string): Promise<void> {
  await write(db, (tx) =>
    tx.must(db.delete(savedViews).where(isHers(actor, id)), 'There is no such view.'),
  ).catch(whereThereIsNone);
}

const isHers = (actor: Actor, id: string) => and(eq(savedViews.id, id), eq(savedViews.staffId, actor.id));

function whereTheNameIsTaken(error: unknown): never {
  if (!(error instanceof ConstraintError)) throw error;
  throw new DomainError('conflict', 'You have a view of this name already.', {
    name: 'You have a view of this name already.',
  });
}

export function whereThereIsNone(error: unknown): never {
  if (error instanceof GuardError) throw new DomainError('not_found', error.message);
  throw error;
}
