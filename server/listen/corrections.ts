import { and, eq, ne } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { insertRow, insertRows } from '#db/row-statements.ts';
import { reasons, responses, responseVersions } from '#db/schema/responses.ts';
import { publicationConsents, publishedComments, readings } from '#db/schema/understand.ts';
import type { Accepted } from '#surveys/accept.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { keepFollowUp } from './asked-after.ts';
import { correctability, correctionOf, isUnchanged, type Correction } from './correct-response.ts';
import { historyOf } from './customer-history.ts';
import { decidedAfresh, untilTaken } from './decided-afresh.ts';
import { followUp, isBad, noHistory, type Answered, type AskedAfter } from './follow-up.ts';
import { judge } from './judge-answers.ts';
import { statedRows } from './keep-response.ts';
import { countCaseOf } from './open-cases.ts';
import { drawOf, originOf, type Origin, type Visitor } from './origin.ts';
import { readFact, saidIn } from './response-fact.ts';
import { replaceFact, standingFact, type StandingFact } from './response-facts.ts';
import { rollUpResponse } from './roll-up.ts';
import { countedReasonsOf, sentResponseOf, toldOf, type SentResponse, type Told } from './sent-response.ts';
import { acceptOf, gateOf } from './survey-gates.ts';
import { linkOf, type SurveyLink } from './survey-link.ts';
import { answeredFrom, askedAfterBy, historyAsked, policiesOf, takeResponse } from './take-response.ts';
import type { Given, Outcome } from './take-response.ts';
import { thanksFor } from './thanks.ts';
import { caseIdOf, openCase, proposeCompensation, wakeCase, worthOf } from './write-response.ts';

/** Puts a customer's answer in the place of the one she sent before. What has not been sent is taken as ever. */
export async function correctResponse(deps: Deps, token: string, given: Given): Promise<Outcome> {
  const corrected = await decidedAfresh(() => correctOnce(deps, token, given), untilTaken);
  return corrected ?? takeResponse(deps, token, given);
}

async function correctOnce(deps: Deps, token: string, given: Given): Promise<Outcome | null> {
  const { db } = deps;
  const link = await linkOf(db, token);
  if (!link) return { outcome: 'unknown' };
  const standing = correctability(link.invitation, link.wave, deps.now());
  if (standing === 'unanswered') return null;
  if (standing !== 'open') return { outcome: standing, link };
  const gate = await gateOf(db, link.invitation.surveyVersionId);
  const judged = judge(gate, given);
  if (judged.state === 'step') return { outcome: 'step', link, form: judged };
  if (judged.state === 'problems')
    return { outcome: 'invalid', link, problems: judged.problems, form: 'step' in judged ? judged : null };
  const sent = await sentResponseOf(db, link.invitation.id);
  const before = sent && acceptOf(gate, sent.response)(sent.response.answers);
  if (!sent || !before?.ok) throw new Error('A completed invitation has no response its survey would take');
  const said = { before, after: judged.accepted, locale: given.language ?? link.invitation.locale };
  const { visitor = null } = given;
  const isSame = isUnchanged(before, judged.accepted);
  if (!isSame) await store(deps, { link, sent, visitor, ...said });
  const thanks = await thanksFor(db, link);
  return { outcome: isSame ? 'already' : 'corrected', link, thanks };
}

interface Correcting {
  link: SurveyLink;
  sent: SentResponse;
  before: Accepted;
  after: Accepted;
  locale: string;
  visitor: Visitor | null;
}

async function store(deps: Deps, correcting: Correcting): Promise<void> {
  const { link, sent, before, after, locale } = correcting;
  const { db } = deps;
  const response = answeredFrom(after, locale, deps.now());
  const { customer } = link;
  const askedAfter = await askedAfterBy(db, link, after.answers);
  const origin = originOf(deps.secret, correcting.visitor);
  const isAnswered = isBad(response) || askedAfter !== null;
  const history = isAnswered ? await historyFor(deps, correcting, origin) : noHistory;
  const draw = drawOf(deps.secret, customer.id);
  const decision = followUp({ response, customer, policies: policiesOf(link), history, draw, askedAfter });
  const correction = correctionOf({ ...sent, accepted: before }, after, decision);
  const counted = await countedReasonsOf(db, sent.response.id);
  const told = await toldOf(db, sent.response);
  const fact = await standingFact(db, sent.response.id);
  if (correction.case) countCaseOf(db, correction.case, history.colleagues);
  await write(db, (tx) =>
    writeCorrection(deps, tx, {
      ...correcting,
      response,
      correction,
      askedAfter,
      counted,
      told,
      fact,
      origin,
    }),
  );
}

/** The order that went wrong is the one before the answer, not one placed since. */
function historyFor({ db, now }: Deps, { link, sent: { response } }: Correcting, origin: Origin) {
  const asked = { at: response.answeredAt, now: now(), responseId: response.id, origin };
  return historyOf(db, historyAsked(link, asked));
}

interface Decided extends Correcting {
  response: Answered;
  correction: Correction;
  askedAfter: AskedAfter | null;
  counted: Awaited<ReturnType<typeof countedReasonsOf>>;
  told: Told;
  fact: StandingFact | null;
  origin: Origin;
}

/** One correction is one transaction, and happens to the version it was decided on. */
function writeCorrection(deps: Deps, tx: Tx, decided: Decided): void {
  keepVersion(deps, tx, decided);
  if (decided.correction.verbatim !== decided.sent.response.verbatim) forgetRelease(deps, tx, decided);
  recount(deps, tx, decided);
  if (decided.fact) correctFact(deps, tx, decided, decided.fact);
  const { link, sent, response, correction, origin } = decided;
  const { id: responseId, version } = sent.response;
  const caseId = sent.case?.id ?? (correction.case ? caseIdOf(deps, correction.case) : null);
  record(deps.db, tx, {
    kind: 'response-corrected',
    at: response.answeredAt,
    customerId: link.customer.id,
    caseId,
    data: { responseId, version: version + 1, ...correction.scores },
  });
  if (sent.case?.snoozedUntil) wakeCase(deps.db, tx, sent.case.id);
  const caused = { taken: { link, response, origin }, responseId };
  if (decided.askedAfter) tellFollowUp(deps, tx, decided, decided.askedAfter);
  const { case: plan, compensation } = correction;
  if (plan && caseId) openCase(deps, tx, { ...caused, caseId, plan });
  if (compensation) proposeCompensation(deps, tx, { ...caused, caseId, compensation });
}

function tellFollowUp(deps: Deps, tx: Tx, { link, sent, response }: Decided, asked: AskedAfter): void {
  keepFollowUp(deps, tx, {
    caseId: asked.case.id,
    customerId: link.customer.id,
    responseId: sent.response.id,
    putRight: asked.putRight,
    at: response.answeredAt,
  });
}

/** The row keeps when, in which month and as whose customer she answered; what she said before stands beside it. */
function keepVersion({ db }: Deps, tx: Tx, { sent, correction, locale, told }: Decided): void {
  const { id, version, answers, verbatim, answeredAt, ...before } = sent.response;
  const said = { locale, answers: correction.answers, verbatim: correction.verbatim };
  tx.must(
    db
      .update(responses)
      .set({ ...said, ...correction.scores.after, version: version + 1 })
      .where(and(eq(responses.id, id), eq(responses.version, version))),
    'This answer has just been corrected.',
  );
  const at = told.at ?? answeredAt;
  const earlier = { responseId: id, version, locale: before.locale, answers, verbatim, answeredAt: at };
  tx.run(insertRow(db, responseVersions, earlier));
}

/** She let other words be shown than those that stand now. */
function forgetRelease({ db }: Deps, tx: Tx, { sent: { response } }: Decided): void {
  tx.run(db.delete(publishedComments).where(eq(publishedComments.responseId, response.id)));
  tx.run(db.delete(publicationConsents).where(eq(publicationConsents.responseId, response.id)));
}

/** The stated reasons give way to the new ones, and every figure to what it is with them. */
function recount(deps: Deps, tx: Tx, { link, sent, before, after, counted, told }: Decided): void {
  const { db } = deps;
  const { response: row } = sent;
  const stated = after.reasons.map((reason) => ({ ...reason, detail: reason.detail ?? '' }));
  tx.run(db.delete(reasons).where(and(eq(reasons.responseId, row.id), eq(reasons.status, 'stated'))));
  if (stated.length > 0) tx.run(insertRows(db, reasons, statedRows(deps, row, stated)));
  const { month, programId, tier } = row;
  const slice = { month, programId, tier, ...(told.worth ?? worthOf(link)) };
  const confirmed = counted.filter(({ status }) => status === 'confirmed');
  rollUpResponse(tx, { ...slice, scores: before.scores, reasons: counted }, -1);
  rollUpResponse(tx, { ...slice, scores: after.scores, reasons: [...stated, ...confirmed] });
}

/** What the reader made of words that have changed gives way; it reads the new ones when it comes to their fact. */
function correctFact({ db }: Deps, tx: Tx, decided: Decided, standing: StandingFact): void {
  const { sent, correction, after, locale } = decided;
  const { id, verbatim } = sent.response;
  const isSameWords = correction.verbatim === verbatim;
  if (!isSameWords) {
    tx.run(db.delete(reasons).where(and(eq(reasons.responseId, id), eq(reasons.status, 'inferred'))));
    tx.run(db.delete(readings).where(and(eq(readings.responseId, id), ne(readings.state, 'reviewed'))));
  }
  const before = readFact(standing.said);
  const stated = after.reasons.map((reason) => ({ ...reason, detail: reason.detail ?? '' }));
  const inferred = isSameWords ? before.inferred : [];
  const said = saidIn({ scores: after.scores, reasons: stated, whys: after.whys });
  replaceFact(tx, { standing, fact: { ...before, ...said, language: locale, inferred } });
}
