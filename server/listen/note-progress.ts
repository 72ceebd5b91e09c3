import { and, eq, isNull, or } from 'drizzle-orm';
import { GuardError, write } from '#db/client.ts';
import { invitations } from '#db/schema/programs.ts';
import { advance } from '../ask/invitation-progress.ts';
import { answerability } from '../ask/invitation.ts';
import type { Deps } from '../deps.ts';
import { linkOf, type SurveyLink } from './survey-link.ts';

/**
 * Notes that the page was before a person's eyes: its script ran in a tab she looked at. A link that cannot be answered
 * is passed over: nothing depends on what is noted here.
 */
export async function noteOpening(deps: Deps, token: string): Promise<void> {
  const { db, now } = deps;
  const link = await linkOf(db, token);
  if (!link || link.invitation.openedAt !== null || link.invitation.status === 'bounced') return;
  if (answerability(link.invitation, link.wave, now()) !== 'open') return;
  await write(db, (tx) => advance(db, tx, link.invitation, 'opened', now())).catch((error: unknown) => {
    // It has moved on meanwhile, perhaps to the end.
    if (!(error instanceof GuardError)) throw error;
  });
}

/** Notes the question an invitation has reached, unless it has gone further meanwhile. */
export function reachedStatement(
  { db }: Deps,
  { id, reachedQuestion }: SurveyLink['invitation'],
  reached: string,
) {
  const before =
    reachedQuestion === null
      ? isNull(invitations.reachedQuestion)
      : or(isNull(invitations.reachedQuestion), eq(invitations.reachedQuestion, reachedQuestion));
  return db
    .update(invitations)
    .set({ reachedQuestion: reached })
    .where(and(eq(invitations.id, id), before));
}
