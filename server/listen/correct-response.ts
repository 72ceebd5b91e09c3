import { isDeepStrictEqual } from 'node:util';
import type { Accepted } from '#surveys/accept.ts';
import { answerability, type Answerability, type InvitationStatus } from '../ask/invitation.ts';
import type { CasePlan } from './case-plan.ts';
import type { FollowUp } from './follow-up.ts';

/** Whether an answer that was sent can still be corrected, and if not, what its page says. */
export function correctability(
  invitation: { status: InvitationStatus; closesAt: Date },
  wave: { closedAt: Date | null },
  now: Date,
): Exclude<Answerability, 'answered' | 'not-asked'> | 'unanswered' {
  if (invitation.status !== 'completed') return 'unanswered';
  const standing = answerability({ ...invitation, status: 'started' }, wave, now);
  return standing === 'open' || standing === 'closed' ? standing : 'expired';
}

export interface Scores {
  nps: number | null;
  csat: number | null;
  ces: number | null;
}

export interface Correction {
  answers: Accepted['answers'];
  verbatim: string | null;
  scores: { before: Scores; after: Scores };
  /** A case of its own, where the answer has none yet. */
  case: CasePlan | null;
  compensation: FollowUp['compensation'];
}

/** What stands, and what has come of it. */
export interface Corrected {
  accepted: Accepted;
  case: { status: 'open' | 'contacted' | 'resolved' } | null;
  hasCompensation: boolean;
}

/** Whether a correction says what was said before. */
export function isUnchanged(before: Accepted, after: Accepted): boolean {
  return isDeepStrictEqual(before.answers, after.answers);
}

/**
 * What a correction changes, with what the corrected answer would cause by itself as `decision`. A case that is there
 * stays as it is, with its person; an answer is rewarded once, compensated at most once, and no offer is taken back.
 */
export function correctionOf(before: Corrected, after: Accepted, decision: FollowUp): Correction {
  const isOver = before.case?.status === 'resolved';
  return {
    answers: after.answers,
    verbatim: after.verbatims.map(({ text }) => text).join('\n\n') || null,
    scores: { before: scoresIn(before.accepted), after: scoresIn(after) },
    case: before.case ? null : decision.case,
    compensation: isOver || before.hasCompensation ? null : decision.compensation,
  };
}

function scoresIn({ scores }: Accepted): Scores {
  const score = (measure: keyof Scores) => scores.find((given) => given.measure === measure)?.value ?? null;
  return { nps: score('nps'), csat: score('csat'), ces: score('ces') };
}
