import { and, eq, isNull } from 'drizzle-orm';
import { write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRows } from '#db/row-statements.ts';
import { responses } from '#db/schema/responses.ts';
import type { Answers } from '#surveys/accept.ts';
import type { Language } from '#surveys/languages.ts';
import { advance } from '../ask/invitation-progress.ts';
import { answerability, type Answerability } from '../ask/invitation.ts';
import { monthIn } from '../company/calendar-day.ts';
import type { Deps } from '../deps.ts';
import { decidedAfresh } from './decided-afresh.ts';
import { reachedStatement } from './note-progress.ts';
import { furtherQuestion, lastAnswered } from './reached-question.ts';
import { gateOf } from './survey-gates.ts';
import { linkOf, type SurveyLink } from './survey-link.ts';

/** All that stands in a form which is not sent yet, and the language it is read in. */
export interface Snapshot {
  answers: unknown;
  language?: Language | null | undefined;
  /** The colleague who writes down what is said on the telephone. */
  interviewedBy?: string | undefined;
}

export type Saved = 'saved' | 'unknown' | Exclude<Answerability, 'open'>;

/** Keeps what a customer has answered so far, in the place of what she had before. Nothing else follows from it. */
export function savePartial(deps: Deps, token: string, snapshot: Snapshot): Promise<Saved> {
  return decidedAfresh(() => saveOnce(deps, token, snapshot));
}

async function saveOnce(deps: Deps, token: string, snapshot: Snapshot): Promise<Saved> {
  const { db } = deps;
  const { answers, language, interviewedBy = null } = snapshot;
  const link = await linkOf(db, token);
  if (!link) return 'unknown';
  const { invitation, wave } = link;
  const standing = answerability(invitation, wave, deps.now());
  if (standing !== 'open') return standing;
  const { definition, keep, interview } = await gateOf(db, invitation.surveyVersionId);
  const kept = (interviewedBy ? interview.keep : keep)(answers);
  if (Object.keys(kept).length === 0) {
    await write(db, (tx) => tx.run(emptied(db, invitation.id)));
    return 'saved';
  }
  const last = lastAnswered(definition, kept);
  const reached = last && furtherQuestion(definition, invitation.reachedQuestion, last);
  const row = partialRow(deps, link, { kept, locale: language ?? invitation.locale, interviewedBy });
  await write(db, (tx) => {
    tx.must(insertRows(db, responses, [row], inPlaceOfEarlier), 'This invitation has been answered.');
    moveToStarted(deps, tx, link);
    if (reached) tx.run(reachedStatement(deps, invitation, reached));
  });
  return 'saved';
}

const inPlaceOfEarlier = `ON CONFLICT (invitation_id) DO UPDATE SET locale = excluded.locale, answers = excluded.answers,
  month = excluded.month, answered_at = excluded.answered_at, interviewed_by = excluded.interviewed_by WHERE responses.status = 'partial'`;

/** Who takes everything back leaves nothing behind, but has begun all the same. */
function emptied(db: Database, invitationId: string) {
  return db
    .update(responses)
    .set({ answers: {} })
    .where(and(eq(responses.invitationId, invitationId), eq(responses.status, 'partial')));
}

/** Scores, words and reasons stay out of it, so that nothing can count by accident what was not sent. */
function partialRow(
  deps: Deps,
  { invitation, customer, company }: SurveyLink,
  { kept, locale, interviewedBy }: { kept: Answers; locale: string; interviewedBy: string | null },
): typeof responses.$inferInsert {
  const answeredAt = deps.now();
  return {
    id: newId(deps),
    invitationId: invitation.id,
    programId: invitation.programId,
    waveId: invitation.waveId,
    surveyVersionId: invitation.surveyVersionId,
    customerId: customer.id,
    orderId: invitation.orderId,
    status: 'partial',
    version: 1,
    locale,
    answers: kept,
    month: monthIn(company.timeZone, answeredAt),
    answeredAt,
    interviewedBy,
  };
}

/** A mail that came back has left the funnel; only a whole answer brings it in again. */
function moveToStarted(deps: Deps, tx: Tx, { invitation }: SurveyLink): void {
  if (invitation.status !== 'bounced') advance(deps.db, tx, invitation, 'started', deps.now());
}

/** What a customer has kept herself of answers not sent yet; nothing for most. Her page takes no interviewer's words. */
export async function partialAnswersOf(
  db: Database,
  { id, status }: SurveyLink['invitation'],
): Promise<Record<string, unknown> | null> {
  // Others have nothing kept, and are shown their page without this read.
  if (status !== 'started' && status !== 'bounced') return null;
  const [partial] = await db
    .select({ answers: responses.answers })
    .from(responses)
    .where(
      and(eq(responses.invitationId, id), eq(responses.status, 'partial'), isNull(responses.interviewedBy)),
    );
  return partial && Object.keys(partial.answers).length > 0 ? partial.answers : null;
}
