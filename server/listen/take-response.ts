import { besideWriter, write, type Database } from '#db/client.ts';
import type { Accepted, AnswerProblem } from '#surveys/accept.ts';
import type { SoFar, Step } from '#surveys/form-steps.ts';
import type { Language } from '#surveys/languages.ts';
import { answerability, type Answerability } from '../ask/invitation.ts';
import { dayIn, monthIn } from '../company/calendar-day.ts';
import type { Deps } from '../deps.ts';
import { caseForFollowUp } from './asked-after.ts';
import { pointsCurrency } from './compensation-policy.ts';
import { historyOf } from './customer-history.ts';
import { decidedAfresh, untilTaken } from './decided-afresh.ts';
import { followUp, isBad, noHistory, type Answered, type AskedAfter, type Policies } from './follow-up.ts';
import { countCaseOf } from './open-cases.ts';
import { drawOf, noOrigin, originOf, type Origin, type Visitor } from './origin.ts';
import { judge } from './judge-answers.ts';
import { gateOf } from './survey-gates.ts';
import { caseAskedAfter, putRightIn } from './reopening.ts';
import { linkOf, type SurveyLink } from './survey-link.ts';
import { thanksFor, thanksFrom, withGift, type Thanking } from './thanks.ts';
import { writeResponse } from './write-response.ts';

/** Answers as they came, a JSON object or the fields of a plain form, and the language the page was read in. */
export type Given = ({ via: 'json'; answers: unknown } | { via: 'form'; fields: [string, string][] }) & {
  language?: Language | null;
  /** Said to change an answer that was sent before. */
  isCorrecting?: boolean;
  /** The number an anonymous page's browser drew, so that a retry is known. */
  submission?: string | null;
  /** The colleague who asked on the telephone and wrote the answers down. */
  interviewedBy?: string | undefined;
  /** Who sent it, for the guard against runs of bad answers. */
  visitor?: Visitor;
};

export type Outcome =
  | { outcome: 'taken' | 'already' | 'corrected'; link: SurveyLink; thanks: Thanking }
  | { outcome: 'step'; link: SurveyLink; form: NextStep }
  | { outcome: 'invalid'; link: SurveyLink; problems: AnswerProblem[]; form: NextStep | null }
  | { outcome: Exclude<Answerability, 'open' | 'answered'>; link: SurveyLink }
  | { outcome: 'unknown' };

/** Where a customer without JavaScript stands in the survey. */
type NextStep = SoFar & { step: Step };

/** Takes the answers to one invitation: everything they cause is committed with them, or nothing is (design, Effects). */
export function takeResponse(deps: Deps, token: string, given: Given): Promise<Outcome> {
  return decidedAfresh(() => takeOnce(deps, token, given), untilTaken);
}

async function takeOnce(deps: Deps, token: string, given: Given): Promise<Outcome> {
  const link = await linkOf(deps.db, token);
  if (!link) return { outcome: 'unknown' };
  const now = deps.now();
  const standing = answerability(link.invitation, link.wave, now);
  if (standing === 'answered') return { outcome: 'already', link, thanks: await thanksFor(deps.db, link) };
  if (standing !== 'open') return { outcome: standing, link };
  const gate = await gateOf(deps.db, link.invitation.surveyVersionId);
  const judged = judge(gate, given);
  if (judged.state === 'step') return { outcome: 'step', link, form: judged };
  if (judged.state === 'problems')
    return { outcome: 'invalid', link, problems: judged.problems, form: 'step' in judged ? judged : null };
  const { language = null, interviewedBy = null, visitor = null } = given;
  return store(deps, link, { accepted: judged.accepted, language, interviewedBy, visitor });
}

async function store(
  deps: Deps,
  link: SurveyLink,
  {
    accepted,
    language,
    interviewedBy,
    visitor,
  }: {
    accepted: Accepted;
    language: Language | null;
    interviewedBy: string | null;
    visitor: Visitor | null;
  },
): Promise<Outcome> {
  const { db } = deps;
  const locale = language ?? link.invitation.locale;
  const response = answeredFrom(accepted, locale, deps.now());
  const { customer } = link;
  const askedAfter = await askedAfterBy(db, link, accepted.answers);
  const isAnswered = isBad(response) || askedAfter !== null;
  const origin = isAnswered ? originOf(deps.secret, visitor) : noOrigin;
  const draw = isAnswered ? drawOf(deps.secret, customer.id) : 1;
  const history = isAnswered
    ? await historyOf(besideWriter(db), historyAsked(link, { at: response.answeredAt, origin }))
    : noHistory;
  const decision = followUp({ response, customer, policies: policiesOf(link), history, draw, askedAfter });
  if (decision.case) countCaseOf(besideWriter(db), decision.case, history.colleagues);
  await write(db, (tx) =>
    writeResponse(deps, tx, { link, accepted, response, decision, interviewedBy, origin }),
  );
  return {
    outcome: 'taken',
    link,
    thanks: await withGift(
      db,
      link,
      thanksFrom(decision, { colleagues: history.colleagues, hasWords: accepted.verbatims.length > 0 }),
    ),
  };
}

/** The case a follow-up survey asks after, with what the customer says of it. */
export async function askedAfterBy(
  db: Database,
  link: SurveyLink,
  answers: Accepted['answers'],
): Promise<AskedAfter | null> {
  const caseId = caseAskedAfter(link.invitation.subject);
  const putRight = caseId === null ? null : putRightIn(answers);
  const found = caseId !== null && putRight !== null ? await caseForFollowUp(db, caseId) : null;
  return found && putRight ? { case: found, putRight } : null;
}

/** What is asked about a customer who is owed an answer; `at` is when she said it, which decides on her order. */
export function historyAsked(
  { company, customer, invitation }: SurveyLink,
  { at, now = at, origin = noOrigin, responseId }: HistoryTimes,
): Parameters<typeof historyOf>[1] {
  return {
    customerId: customer.id,
    orderId: invitation.orderId,
    answeredOn: dayIn(company.timeZone, at),
    now,
    programId: invitation.programId,
    currency: company.currency,
    month: monthIn(company.timeZone, now),
    ...(responseId !== undefined && { responseId }),
    ...origin,
  };
}

interface HistoryTimes {
  at: Date;
  now?: Date;
  origin?: Origin;
  responseId?: string;
}

/** By which rules an answer is followed up. */
export function policiesOf({ company, invitation, offered }: SurveyLink): Policies {
  return {
    calendar: company,
    firstContactHours: company.firstContactHours,
    firstContactHoursGold: company.firstContactHoursGold,
    resolutionHours: company.resolutionHours,
    reopensWithinDays: company.reopensWithinDays,
    programId: invitation.programId,
    currency: company.currency,
    reward: offered?.kind === 'given' ? givenAtOnce(offered) : null,
  };
}

const givenAtOnce = ({ amountMinor, currency }: { amountMinor: number; currency: string }) => ({
  kind: currency === pointsCurrency ? ('points' as const) : ('account-credit' as const),
  amountMinor,
  currency,
});

/** What the follow-up of an answer depends on. */
export function answeredFrom({ scores, reasons }: Accepted, locale: string, answeredAt: Date): Answered {
  const score = (measure: string) => scores.find((given) => given.measure === measure)?.value ?? null;
  const onTime = score('on-time');
  return {
    nps: score('nps'),
    csat: score('csat'),
    wasOnTime: onTime === null ? null : onTime === 1,
    reasons,
    locale,
    answeredAt,
  };
}
