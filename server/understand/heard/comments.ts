import { and, desc, eq, isNotNull, isNull, lt, notInArray, or, sql } from 'drizzle-orm';
import { write, type Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { publicationConsents, publishedComments } from '#db/schema/understand.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { decidedAfresh } from '#server/listen/decided-afresh.ts';
import { personalDataIn, type PersonalSpan } from './personal-data.ts';
import { areShortenedFrom } from './shortened-words.ts';
import { toneOf } from './tone.ts';

const pageSize = 30;
const mostShown = 40;

/** Words that may be shown: released, standing, and of nobody who may not be spoken of any more. */
const released = and(
  isNull(publicationConsents.withdrawnAt),
  isNotNull(responses.verbatim),
  notInArray(customers.status, ['deceased', 'barred', 'anonymised']),
);

const spoken = {
  responseId: responses.id,
  language: responses.locale,
  month: responses.month,
  nps: responses.nps,
  csat: responses.csat,
  hasReason: sql<number>`EXISTS (SELECT 1 FROM ${reasons} WHERE ${reasons.responseId} = ${responses.id}
    AND ${reasons.status} <> 'inferred')`.mapWith(Boolean),
};

/** What customers let be shown, the latest first, with what was chosen of it and what may tell who is meant. */
export async function releasedComments(db: Database, after: { at: number; id: string } | null) {
  const { givenAt } = publicationConsents;
  const place = after && {
    before: lt(givenAt, new Date(after.at)),
    beside: and(eq(givenAt, new Date(after.at)), lt(responses.id, after.id)),
  };
  const rows = await db
    .select({
      ...spoken,
      givenAt,
      words: responses.verbatim,
      customerName: customers.name,
      accountManager: customers.accountManager,
      published: publishedComments.words,
    })
    .from(publicationConsents)
    .innerJoin(responses, eq(responses.id, publicationConsents.responseId))
    .innerJoin(customers, eq(customers.id, responses.customerId))
    .leftJoin(publishedComments, eq(publishedComments.responseId, responses.id))
    .where(and(released, place ? or(place.before, place.beside) : undefined))
    .orderBy(desc(givenAt), desc(responses.id))
    .limit(pageSize + 1);
  const colleagues = await colleagueNames(db);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    comments: page.map(({ customerName, accountManager, nps, csat, hasReason, ...comment }) => {
      const words = comment.words ?? '';
      const names = [customerName, ...(accountManager ? [accountManager] : []), ...colleagues];
      return {
        ...comment,
        words,
        tone: toneOf({ nps, csat, hasReason }),
        flags: personalDataIn(words, names),
      };
    }),
    next: rows.length > pageSize && last ? `${last.givenAt.getTime()}.${last.responseId}` : null,
  };
}

/** What the public page shows: words, their language and month, and nothing of who said them. */
export async function shownComments(db: Database) {
  const rows = await db
    .select({ ...spoken, words: publishedComments.words })
    .from(publishedComments)
    .innerJoin(publicationConsents, eq(publicationConsents.responseId, publishedComments.responseId))
    .innerJoin(responses, eq(responses.id, publishedComments.responseId))
    .innerJoin(customers, eq(customers.id, responses.customerId))
    .where(released)
    .orderBy(desc(responses.month), desc(publishedComments.chosenAt))
    .limit(mostShown);
  return rows.map(({ words, language, month, ...said }) => ({ words, language, month, tone: toneOf(said) }));
}

export type ShownComment = Awaited<ReturnType<typeof shownComments>>[number];

interface Choice {
  responseId: string;
  words: string;
  /** A person has looked at what may tell who is meant. */
  isChecked: boolean;
}

/** Puts a comment on the page, as it was written or shortened. */
export function publish(deps: Deps, actor: Actor, choice: Choice): Promise<void> {
  return decidedAfresh(async () => {
    const { db } = deps;
    const { version, flags } = await publishable(db, choice);
    if (flags.length > 0 && !choice.isChecked)
      throw refused('This may tell who is meant. Leave it out with […], or say that it was looked at.');
    const { responseId, words } = choice;
    const set = { words: words.trim(), chosenBy: actor.id, chosenAt: deps.now() };
    await write(db, (tx) => {
      const isReleased = sql`${responses.id} IN (SELECT response_id FROM publication_consents WHERE withdrawn_at IS NULL)`;
      tx.must(
        db
          .update(responses)
          .set({ version })
          .where(and(eq(responses.id, responseId), eq(responses.version, version), isReleased)),
        'This has just been corrected or withdrawn.',
      );
      tx.run(
        db
          .insert(publishedComments)
          .values({ responseId, ...set })
          .onConflictDoUpdate({ target: publishedComments.responseId, set }),
      );
      record(db, tx, { kind: 'words-published', actorId: actor.id, at: deps.now(), data: { responseId } });
    });
  });
}

export async function unpublish(deps: Deps, actor: Actor, responseId: string): Promise<void> {
  const { db } = deps;
  await write(db, (tx) => {
    tx.must(
      db.delete(publishedComments).where(eq(publishedComments.responseId, responseId)),
      'This comment does not stand on the page.',
    );
    record(db, tx, { kind: 'words-unpublished', actorId: actor.id, at: deps.now(), data: { responseId } });
  });
}

async function publishable(
  db: Database,
  { responseId, words }: Choice,
): Promise<{ version: number; flags: PersonalSpan[] }> {
  const [row] = await db
    .select({
      version: responses.version,
      original: responses.verbatim,
      customerName: customers.name,
      accountManager: customers.accountManager,
    })
    .from(publicationConsents)
    .innerJoin(responses, eq(responses.id, publicationConsents.responseId))
    .innerJoin(customers, eq(customers.id, responses.customerId))
    .where(and(released, eq(responses.id, responseId)));
  if (!row?.original)
    throw new DomainError('not_found', 'There are no such words, or they may not be shown.');
  if (!areShortenedFrom(words, row.original))
    throw refused('Words can be left out with […], but not otherwise changed.');
  const names = [row.customerName, row.accountManager ?? '', ...(await colleagueNames(db))];
  return { version: row.version, flags: personalDataIn(words, names) };
}

const refused = (problem: string) => new DomainError('invalid', problem, { words: problem });

async function colleagueNames(db: Database): Promise<string[]> {
  return (await db.select({ name: staff.name }).from(staff)).map(({ name }) => name);
}
