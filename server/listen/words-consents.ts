import { and, eq, isNull } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { responses } from '#db/schema/responses.ts';
import { publicationConsents, publishedComments } from '#db/schema/understand.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { decidedAfresh } from './decided-afresh.ts';
import { sentResponseOf } from './sent-response.ts';
import { linkOf, type SurveyLink } from './survey-link.ts';
import { mayRelease } from './thanks.ts';

export type Released =
  | { outcome: 'released' | 'withdrawn' | 'unanswered' | 'not-offered'; link: SurveyLink }
  | { outcome: 'unknown' };

/** Keeps that the company may show what she wrote, without her name, or that it may no more (C10). */
export function releaseWords(deps: Deps, token: string, isReleased: boolean): Promise<Released> {
  return decidedAfresh(() => releaseOnce(deps, token, isReleased));
}

async function releaseOnce(deps: Deps, token: string, isReleased: boolean): Promise<Released> {
  const link = await linkOf(deps.db, token);
  if (!link) return { outcome: 'unknown' };
  const sent = await sentResponseOf(deps.db, link.invitation.id);
  if (!sent) return { outcome: 'unanswered', link };
  const { id: responseId, version, verbatim } = sent.response;
  const standing = await standingRelease(deps, responseId);
  if (isReleased && !(verbatim && mayRelease(link))) return { outcome: 'not-offered', link };
  if (isReleased !== standing)
    await write(deps.db, (tx) => {
      if (isReleased) release(deps, tx, { responseId, version });
      else withdraw(deps, tx, responseId);
      const kind = isReleased ? 'words-released' : 'words-withdrawn';
      record(deps.db, tx, { kind, at: deps.now(), customerId: link.customer.id, data: { responseId } });
    });
  return { outcome: isReleased ? 'released' : 'withdrawn', link };
}

async function standingRelease({ db }: Pick<Deps, 'db'>, responseId: string): Promise<boolean> {
  const [standing] = await db
    .select({ at: publicationConsents.givenAt })
    .from(publicationConsents)
    .where(and(eq(publicationConsents.responseId, responseId), isNull(publicationConsents.withdrawnAt)));
  return standing !== undefined;
}

/** Fails where the words have been changed meanwhile: those are what she agreed to. */
function release(deps: Deps, tx: Tx, { responseId, version }: { responseId: string; version: number }): void {
  const { db } = deps;
  tx.must(
    db
      .update(responses)
      .set({ version })
      .where(and(eq(responses.id, responseId), eq(responses.version, version))),
    'This answer has just been corrected.',
  );
  const given = { givenAt: deps.now(), withdrawnAt: null };
  tx.run(
    db
      .insert(publicationConsents)
      .values({ responseId, ...given })
      .onConflictDoUpdate({ target: publicationConsents.responseId, set: given }),
  );
}

function withdraw({ db, now }: Deps, tx: Tx, responseId: string): void {
  tx.run(db.delete(publishedComments).where(eq(publishedComments.responseId, responseId)));
  tx.run(
    db
      .update(publicationConsents)
      .set({ withdrawnAt: now() })
      .where(eq(publicationConsents.responseId, responseId)),
  );
}
