import type { AnswerProblem } from '#surveys/accept.ts';
import type { SoFar, Step } from '#surveys/form-steps.ts';
import { newNonce } from '../ask/invitation.ts';
import type { Deps } from '../deps.ts';
import { standingOf, type AnonymousLink } from './anonymous-link.ts';
import { keepAnonymous } from './anonymous-response.ts';
import { decidedAfresh } from './decided-afresh.ts';
import { judge } from './judge-answers.ts';
import { submissionHash, thanksForSubmission } from './submissions.ts';
import { gateOf } from './survey-gates.ts';
import type { Given } from './take-response.ts';
import type { Thanks } from './thanks.ts';

type NextStep = SoFar & { step: Step };
type Visit = { link: AnonymousLink; hasAnswered: boolean };

export type AnonymousOutcome =
  | { outcome: 'taken' | 'already'; thanks: Thanks }
  | { outcome: 'step'; form: NextStep; submission: string }
  | { outcome: 'invalid'; problems: AnswerProblem[]; form: NextStep | null; submission: string }
  | { outcome: 'answered' | 'closed' | 'expired' };

/** Takes answers to a shared link. The same submission is taken once and thanked the same each time, even after the end. */
export function takeAnonymous(deps: Deps, visit: Visit, given: Given): Promise<AnonymousOutcome> {
  // The same submission may come at the same time.
  return decidedAfresh(() => takeOnce(deps, visit, given));
}

async function takeOnce(deps: Deps, { link, hasAnswered }: Visit, given: Given): Promise<AnonymousOutcome> {
  // Where the page could draw no number a new one stands in, and only the cookie spares a double.
  const submission = given.submission ?? newNonce(deps.random);
  const hash = submissionHash(link, submission);
  const before = given.submission ? await thanksForSubmission(deps.db, link, hash) : null;
  if (before) return { outcome: 'already', thanks: before };
  const standing = hasAnswered ? 'answered' : standingOf(link, deps.now());
  if (standing !== 'open') return { outcome: standing };
  const judged = judge(await gateOf(deps.db, link.wave.surveyVersionId), given);
  if (judged.state === 'step') return { outcome: 'step', form: judged, submission };
  if (judged.state === 'problems') {
    const form = 'step' in judged ? judged : null;
    return { outcome: 'invalid', problems: judged.problems, form, submission };
  }
  await keepAnonymous(deps, link, { accepted: judged.accepted, hash });
  const thanks = await thanksForSubmission(deps.db, link, hash);
  if (!thanks) throw new Error('The submission just taken is not there');
  return { outcome: 'taken', thanks };
}
