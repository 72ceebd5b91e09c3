import { and, eq, sql } from 'drizzle-orm';
import { ConstraintError, GuardError, write, type Database, type Tx } from '#db/client.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { reasons } from '#db/schema/responses.ts';
import { reasonDetails } from '#db/schema/understand.ts';
import { isReasonCategory, REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { homeLanguage } from './company.ts';
import { labelsSet, type Labels } from './every-label.ts';
import { codebookOf, codeFor, mergedDetail, mergerRefusal, namesake } from './codebook.ts';
import type { Codebook, Detail, MergerRefusal } from './codebook.ts';

/** The company's codebook as it stands. Two small reads, so that every process sees a change at once. */
export async function theCodebook(db: Database): Promise<Codebook> {
  const [rows, home] = await Promise.all([detailRows(db).execute(), homeLanguage(db)]);
  return codebookOf(rows, home);
}

const detailRows = preparedQuery((db) =>
  db.select().from(reasonDetails).orderBy(reasonDetails.createdAt, reasonDetails.code).prepare(),
);

/** Every detail as the desk shows it, with the one it is shown as. */
export async function codebookView(db: Database) {
  const codebook = await theCodebook(db);
  return {
    details: [...codebook.values()].map((detail) => ({
      ...detail,
      shownAs: mergedDetail(codebook, detail.category, detail.code),
    })),
  };
}

export async function addDetail(
  deps: Deps,
  actor: Actor,
  { category, labels }: { category: ReasonCategory; labels: Labels },
): Promise<string> {
  const codebook = await theCodebook(deps.db);
  const code = codeFor(codebook, labels, await homeLanguage(deps.db));
  mustDiffer(codebook, { category, code, labels });
  await change(deps, actor, { what: 'added', category, code, labels }, (tx, at) =>
    tx.run(deps.db.insert(reasonDetails).values({ code, category, labels, createdAt: at, updatedAt: at })),
  );
  return code;
}

/** Sets labels; an empty one is taken back, so that the shipped label stands again. */
export async function renameDetail(deps: Deps, actor: Actor, code: string, labels: Labels): Promise<void> {
  const { codebook, detail } = await theDetail(deps.db, code);
  const { category, isShipped, ownLabels } = detail;
  const next = labelsSet(ownLabels, labels);
  if (!isShipped && Object.keys(next).length === 0)
    throw new DomainError('invalid', 'A detail needs a label in one language at least.', {
      labels: 'Write it in one language at least.',
    });
  mustDiffer(codebook, { category, code, labels: next });
  await change(deps, actor, { what: 'renamed', category, code, labels: next }, (tx, at) =>
    set(deps, tx, { detail, at, values: { labels: next } }),
  );
}

/** Offered no more; what was said under it stays, and is shown as before. */
export async function retireDetail(deps: Deps, actor: Actor, code: string): Promise<void> {
  const { detail } = await theDetail(deps.db, code);
  if (detail.retiredAt) throw new DomainError('conflict', 'This detail is retired already.');
  await change(deps, actor, { what: 'retired', category: detail.category, code }, (tx, at) =>
    set(deps, tx, { detail, at, values: { retiredAt: at } }),
  );
}

export async function bringBackDetail(deps: Deps, actor: Actor, code: string): Promise<void> {
  const { detail } = await theDetail(deps.db, code);
  if (!detail.retiredAt) throw new DomainError('conflict', 'This detail is not retired.');
  await change(deps, actor, { what: 'brought-back', category: detail.category, code }, (tx, at) =>
    set(deps, tx, { detail, at, values: { retiredAt: null } }),
  );
}

/** Shown and counted as another one from now on, also what was said before. */
export async function mergeDetail(deps: Deps, actor: Actor, code: string, into: string): Promise<void> {
  const { codebook, detail } = await theDetail(deps.db, code);
  const heard = codebook.has(into) ? null : await heardDetail(deps.db, into);
  const known = heard ? new Map([...codebook, [into, heard]]) : codebook;
  const refusal = mergerRefusal(known, detail, into);
  if (refusal) throw new DomainError('invalid', refusals[refusal], { into: refusals[refusal] });
  await change(deps, actor, { what: 'merged', category: detail.category, code, into }, (tx, at) => {
    tx.run(newRow(deps, detail, at));
    if (heard) tx.run(newRow(deps, heard, at));
    tx.must(
      deps.db
        .update(reasonDetails)
        .set({ mergedInto: into, updatedAt: at })
        .where(and(eq(reasonDetails.code, code), leadsElsewhere(code, into))),
      refusals.circle,
    );
  });
}

/** Stands for itself again. */
export async function takeApart(deps: Deps, actor: Actor, code: string): Promise<void> {
  const { detail } = await theDetail(deps.db, code);
  if (detail.mergedInto === null)
    throw new DomainError('conflict', 'This detail is not merged into another.');
  const told = { what: 'taken-apart', category: detail.category, code, from: detail.mergedInto } as const;
  await change(deps, actor, told, (tx, at) => set(deps, tx, { detail, at, values: { mergedInto: null } }));
}

const refusals: Record<MergerRefusal, string> = {
  itself: 'A detail cannot be merged into itself.',
  unknown: 'There is no such detail to merge it into.',
  'other-category': 'A detail can be merged only into another one of its own category.',
  circle: 'That one is merged into this one already: take it apart first.',
};

/** Somebody else may have merged the target into this one since it was read. */
const leadsElsewhere = (code: string, into: string) => sql`NOT EXISTS (
  WITH RECURSIVE led(code) AS (
    SELECT ${into} UNION SELECT d.merged_into FROM reason_details d JOIN led ON d.code = led.code
    WHERE d.merged_into IS NOT NULL)
  SELECT 1 FROM led WHERE code = ${code})`;

interface Told {
  what: 'added' | 'renamed' | 'retired' | 'brought-back' | 'merged' | 'taken-apart';
  category: ReasonCategory;
  code: string;
  labels?: Labels;
  into?: string;
  from?: string;
}

async function change(
  { db, now }: Deps,
  actor: Actor,
  told: Told,
  store: (tx: Tx, at: Date) => void,
): Promise<void> {
  const at = now();
  await write(db, (tx) => {
    store(tx, at);
    record(db, tx, { kind: 'codebook-changed', at, actorId: actor.id, data: { ...told } });
  }).catch((error: unknown) => {
    if (error instanceof GuardError) throw new DomainError('conflict', error.message);
    if (error instanceof ConstraintError) throw new DomainError('conflict', changedMeanwhile);
    throw error;
  });
}

const changedMeanwhile = 'Somebody else has changed the codebook meanwhile. Look again.';

type Changes = Partial<Pick<typeof reasonDetails.$inferInsert, 'labels' | 'retiredAt' | 'mergedInto'>>;

function set(
  deps: Deps,
  tx: Tx,
  { detail, at, values }: { detail: Detail; at: Date; values: Changes },
): void {
  tx.run(newRow(deps, detail, at));
  tx.run(
    deps.db
      .update(reasonDetails)
      .set({ ...values, updatedAt: at })
      .where(eq(reasonDetails.code, detail.code)),
  );
}

/** A shipped detail, and one an import made, gets its row with the first change. */
const newRow = ({ db }: Deps, { code, category }: Detail, at: Date) =>
  db
    .insert(reasonDetails)
    .values({ code, category, labels: {}, createdAt: at, updatedAt: at })
    .onConflictDoNothing();

async function theDetail(db: Database, code: string): Promise<{ codebook: Codebook; detail: Detail }> {
  const codebook = await theCodebook(db);
  const detail = codebook.get(code) ?? (await heardDetail(db, code));
  if (!detail) throw new DomainError('not_found', 'There is no such detail.');
  return { codebook, detail };
}

/** A detail that only imports have named: it stands under the category it was named with most. */
async function heardDetail(db: Database, code: string): Promise<Detail | null> {
  const counts = await Promise.all(
    REASON_CATEGORIES.map(async (category) => {
      const named = and(eq(reasons.category, category), eq(reasons.detail, code));
      return { category, n: await db.$count(reasons, named) };
    }),
  );
  const { category, n } = counts.reduce((most, one) => (one.n > most.n ? one : most));
  if (n === 0 || !isReasonCategory(category)) return null;
  const row = { code, category, labels: {}, retiredAt: null, mergedInto: null };
  return codebookOf([row], await homeLanguage(db)).get(code) ?? null;
}

function mustDiffer(
  codebook: Codebook,
  named: { category: ReasonCategory; code: string; labels: Labels },
): void {
  const same = namesake(codebook, named);
  if (!same) return;
  const { language, detail } = same;
  const message = `This category has a detail called “${detail.labels[language]}” already.`;
  throw new DomainError('conflict', message, { [`labels.${language}`]: message });
}
