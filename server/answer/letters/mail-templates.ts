import { and, asc, eq } from 'drizzle-orm';
import { ConstraintError, GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { mailTemplates } from '#db/schema/casework.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { templateProblems, templatesOf, type MailTemplate, type TemplateTexts } from './mail-template.ts';

export interface WrittenTemplate {
  name: string;
  texts: TemplateTexts;
}

const overtaken = 'Somebody else has changed this template meanwhile. Look again.';

export async function allTemplates(db: Database): Promise<MailTemplate[]> {
  return templatesOf(await db.select().from(mailTemplates).orderBy(asc(mailTemplates.name)));
}

export async function theTemplate(db: Database, id: string): Promise<MailTemplate> {
  const found = (await allTemplates(db)).find((template) => template.id === id);
  if (!found) throw new DomainError('not_found', 'There is no such template.');
  return found;
}

export async function addTemplate(
  deps: Deps,
  actor: Actor,
  written: WrittenTemplate,
): Promise<{ id: string }> {
  mustBeFine(written, { needsName: true });
  const id = newId(deps);
  await change(deps, actor, { id, what: 'added' }, (tx, by) =>
    tx.run(deps.db.insert(mailTemplates).values({ id, ...written, ...by })),
  );
  return { id };
}

/** `updatedAt` is of the template that was looked at: null for a shipped one nobody has changed. */
export async function changeTemplate(
  deps: Deps,
  actor: Actor,
  { id, updatedAt, ...written }: WrittenTemplate & { id: string; updatedAt: Date | null },
): Promise<void> {
  const { isShipped } = await theTemplate(deps.db, id);
  mustBeFine(written, { needsName: !isShipped });
  await change(deps, actor, { id, what: 'changed' }, (tx, by) =>
    set(deps, tx, { seen: updatedAt, ...by, id, ...written }),
  );
}

/** Offered to nobody while it is archived. */
export async function archiveTemplate(
  deps: Deps,
  actor: Actor,
  { id, isArchived }: { id: string; isArchived: boolean },
): Promise<void> {
  const { name, texts, updatedAt, archivedAt } = await theTemplate(deps.db, id);
  if ((archivedAt !== null) === isArchived) return;
  await change(deps, actor, { id, what: isArchived ? 'archived' : 'restored' }, (tx, by) =>
    set(deps, tx, { seen: updatedAt, ...by, id, name, texts, archivedAt: isArchived ? by.updatedAt : null }),
  );
}

type Row = typeof mailTemplates.$inferInsert;

/** A shipped template has a row of its own from its first change on. */
function set({ db }: Deps, tx: Tx, { seen, ...row }: Row & { seen: Date | null }): void {
  if (seen === null) return tx.run(db.insert(mailTemplates).values(row));
  tx.must(
    db
      .update(mailTemplates)
      .set(row)
      .where(and(eq(mailTemplates.id, row.id), eq(mailTemplates.updatedAt, seen))),
    overtaken,
  );
}

function mustBeFine({ name, texts }: WrittenTemplate, { needsName }: { needsName: boolean }): void {
  const problems = {
    ...(needsName && name === '' ? { name: 'This is needed.' } : {}),
    ...templateProblems(texts),
  };
  if (Object.keys(problems).length > 0)
    throw new DomainError('invalid', 'This template cannot be kept.', problems);
}

async function change(
  { db, now }: Deps,
  actor: Actor,
  data: { id: string; what: string },
  store: (tx: Tx, by: { updatedBy: string; updatedAt: Date }) => void,
): Promise<void> {
  const at = now();
  await write(db, (tx) => {
    store(tx, { updatedBy: actor.id, updatedAt: at });
    record(db, tx, { kind: 'mail-template-changed', at, actorId: actor.id, data });
  }).catch((error: unknown) => {
    if (error instanceof GuardError || error instanceof ConstraintError)
      throw new DomainError('conflict', overtaken);
    throw error;
  });
}
