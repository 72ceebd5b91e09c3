import { and, eq, isNull, or } from 'drizzle-orm';
import { GuardError, write } from '#db/client.ts';
import { invitations } from '#db/schema/programs.ts';
import { advance } from '../ask/invitation-progress.ts';
import { answerability } from '../ask/invitation.ts';
import type { Deps } from '../deps.ts';
import { furtherQuestion } from './reached-question.ts';
import { gateOf } from './survey-gates.ts';
import { linkOf, type SurveyLink } from './survey-link.ts';

/** Notes that the page was before a person's eyes: its script ran in a tab she looked at. */
export async function noteOpening(deps: Deps, token: string): Promise<void> {
  const link = await openLinkOf(deps, token);
  if (link) await moveOn(deps, link, 'opened');
}

/** Notes that a person began to answer. */
export async function noteStart(deps: Deps, token: string): Promise<void> {
  const link = await openLinkOf(deps, token);
  if (link) await moveOn(deps, link, 'started');
}

/** Notes the last question a person has answered; whoever answers has started. */
export async function noteReached(deps: Deps, token: string, question: string): Promise<void> {
  const link = await openLinkOf(deps, token);
  if (link) await moveOn(deps, link, 'started', question);
}

/** A link that cannot be answered is passed over: nothing depends on what is noted here. */
async function openLinkOf({ db, now }: Deps, token: string): Promise<SurveyLink | null> {
  const link = await linkOf(db, token);
  if (!link) return null;
  const isOpen = answerability(link.invitation, link.wave, now()) === 'open';
  return isOpen && link.invitation.status !== 'bounced' ? link : null;
}

async function moveOn(
  deps: Deps,
  { invitation }: SurveyLink,
  to: 'opened' | 'started',
  question?: string,
): Promise<void> {
  const { db } = deps;
  const reached = question === undefined ? null : await furtherOf(deps, invitation, question);
  const isThere = invitation[to === 'opened' ? 'openedAt' : 'startedAt'] !== null;
  if (isThere && reached === null) return;
  try {
    await write(db, (tx) => {
      if (!isThere) advance(db, tx, invitation, to, deps.now());
      if (reached !== null) tx.run(reachedStatement(deps, invitation, reached));
    });
  } catch (error) {
    // It has moved on meanwhile, perhaps to the end.
    if (!(error instanceof GuardError)) throw error;
  }
}

async function furtherOf({ db }: Deps, invitation: SurveyLink['invitation'], question: string) {
  const { definition } = await gateOf(db, invitation.surveyVersionId);
  return furtherQuestion(definition, invitation.reachedQuestion, question);
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
