import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { programs } from '#db/schema/programs.ts';
import { staff } from '#db/schema/staff.ts';
import { departments, sharedViews } from '#db/schema/understand.ts';
import type { Actor } from '#server/auth/actor.ts';
import { hashOf, secretToken } from '#server/auth/secret-token.ts';
import { codebookView } from '#server/company/codebooks.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { departmentNames } from '../choices.ts';
import { whereThereIsNone } from './saved-views.ts';
import { sharedFigures, sharedPageNames, sharedPages, type SharedPageName } from './shared-page.ts';

export interface NewShare {
  name: string;
  page: SharedPageName;
  /** The address of the page, `from=2026-09&to=2026-10`. */
  query: string;
  days: number;
}

const millisecondsADay = 86_400_000;

/** Makes a link for people without an account. Its token is told here and never again: only its hash is kept. */
export async function shareView(
  deps: Deps,
  actor: Actor,
  share: NewShare,
): Promise<{ id: string; url: string }> {
  const { db } = deps;
  const { name, page, days } = share;
  const at = deps.now();
  const token = secretToken(deps.random);
  const row = {
    id: newId(deps),
    tokenHash: hashOf(token),
    name,
    page,
    query: keptQuery(share),
    createdBy: actor.id,
    createdAt: at,
    expiresAt: new Date(at.getTime() + days * millisecondsADay),
  };
  await write(db, (tx) => {
    tx.run(db.insert(sharedViews).values(row));
    const data = { viewId: row.id, name, page, query: row.query, days };
    record(db, tx, { kind: 'view-shared', at, actorId: actor.id, data });
  });
  return { id: row.id, url: new URL(`/shared/${token}`, deps.config.url).href };
}

/** The links that have been made, the newest first; those that are over too, until they are forgotten. */
export async function listShares({ db }: Pick<Deps, 'db'>) {
  const { id, name, page, query, createdAt, expiresAt, revokedAt } = sharedViews;
  return db
    .select({ id, name, page, query, createdAt, expiresAt, revokedAt, madeBy: staff.name })
    .from(sharedViews)
    .innerJoin(staff, eq(staff.id, sharedViews.createdBy))
    .orderBy(desc(id))
    .limit(200);
}

/** Ends a link at once and in every process: each visit asks the database. */
export async function revokeShare(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  const isInUse = and(eq(sharedViews.id, id), isNull(sharedViews.revokedAt));
  await write(db, (tx) => {
    tx.must(db.update(sharedViews).set({ revokedAt: at }).where(isInUse), 'There is no such link in use.');
    record(db, tx, { kind: 'shared-view-revoked', at, actorId: actor.id, data: { viewId: id } });
  }).catch(whereThereIsNone);
}

/** All that whoever has the link is shown. A wrong, expired or revoked one tells nothing, not even which it is. */
export async function openShare(deps: Deps, token: string) {
  const { db, now } = deps;
  const [view] = await db
    .select()
    .from(sharedViews)
    .where(
      and(
        eq(sharedViews.tokenHash, hashOf(token)),
        isNull(sharedViews.revokedAt),
        gt(sharedViews.expiresAt, now()),
      ),
    );
  const page = sharedPageNames.find((known) => known === view?.page);
  if (!view || !page) throw new DomainError('not_found', 'This link does not lead anywhere any more.');
  const { name, locale, timeZone, currency } = await theCompany(db);
  return {
    name: view.name,
    company: { name, locale, timeZone, currency },
    filters: await filtersIn(deps, view.query),
    codebook: await codebookView(db),
    departments: await departmentNames(db),
    expiresAt: view.expiresAt,
    shown: await sharedFigures(deps, page, view.query),
  };
}

/** What narrows the page, with the names that the reader cannot look up. */
async function filtersIn({ db }: Deps, query: string) {
  const asked = Object.fromEntries(new URLSearchParams(query));
  const { program, department } = asked;
  const [known] = program
    ? await db.select({ id: programs.id, name: programs.name }).from(programs).where(eq(programs.id, program))
    : [];
  const [team] = department
    ? await db
        .select({ labels: departments.labels })
        .from(departments)
        .where(eq(departments.code, department))
    : [];
  return { ...asked, programName: known?.name ?? '', departmentLabels: team?.labels ?? {} };
}

/** The filters of the page and nothing else; whoever opens the link is held to them. */
function keptQuery({ page, query }: NewShare): string {
  const asked = Object.fromEntries(new URLSearchParams(query));
  if (asked['manager'])
    throw new DomainError(
      'invalid',
      'A shared page names no colleague. Take the account manager out of the filters.',
      {
        manager: 'A shared page names no colleague.',
      },
    );
  const read = sharedPages[page].question.safeParse(asked);
  if (!read.success)
    throw new DomainError('invalid', 'These filters cannot be used.', {
      query: read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '),
    });
  const kept = Object.entries(read.data).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return new URLSearchParams(kept).toString();
}
