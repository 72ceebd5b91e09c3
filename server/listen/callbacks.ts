import { and, eq } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { callbackRequests } from '#db/schema/responses.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { offersCall, readWish, type CallWish } from './callback.ts';
import { historyOf } from './customer-history.ts';
import { decidedAfresh } from './decided-afresh.ts';
import type { CasePlan } from './case-plan.ts';
import { caseForCall } from './follow-up.ts';
import { countCaseOf } from './open-cases.ts';
import { severityOf } from './severity.ts';
import { sentResponseOf, type SentResponse } from './sent-response.ts';
import { acceptOf, gateOf } from './survey-gates.ts';
import { linkOf, type SurveyLink } from './survey-link.ts';
import { answeredFrom, historyAsked, policiesOf } from './take-response.ts';
import { caseIdOf, openCase } from './write-response.ts';

export type Asked =
  | { outcome: 'asked'; link: SurveyLink }
  | { outcome: 'invalid'; link: SurveyLink; problem: 'phone' | 'time' }
  | { outcome: 'unanswered' | 'not-offered'; link: SurveyLink }
  | { outcome: 'unknown' };

/** Keeps that a customer who has answered wishes to be called: once for an answer, the last number counts. */
export function askForCall(
  deps: Deps,
  token: string,
  given: { phone: unknown; time: unknown },
): Promise<Asked> {
  return decidedAfresh(() => askOnce(deps, token, given));
}

async function askOnce(deps: Deps, token: string, given: { phone: unknown; time: unknown }): Promise<Asked> {
  const link = await linkOf(deps.db, token);
  if (!link) return { outcome: 'unknown' };
  const sent = await sentResponseOf(deps.db, link.invitation.id);
  if (!sent) return { outcome: 'unanswered', link };
  if (!offersCall({ ...link, caseStatus: sent.case?.status ?? null }))
    return { outcome: 'not-offered', link };
  const read = readWish(given);
  if ('problem' in read) return { outcome: 'invalid', link, problem: read.problem };
  if (!isAskedAlready(sent, read.wish)) await store(deps, { link, sent, wish: read.wish });
  return { outcome: 'asked', link };
}

function isAskedAlready({ callback }: SentResponse, { phone, wishedTime }: CallWish): boolean {
  return callback?.phone === phone && callback.wishedTime === wishedTime;
}

interface Wished {
  link: SurveyLink;
  sent: SentResponse;
  wish: CallWish;
}

async function store(deps: Deps, wished: Wished): Promise<void> {
  const { db } = deps;
  const plan = wished.sent.case ? null : await planFor(deps, wished);
  await write(db, (tx) => writeWish(deps, tx, { ...wished, plan }));
}

/** The case of an answer that had none, by the rules of every other: the clock starts when she asks. */
async function planFor(deps: Deps, { link, sent: { response } }: Wished): Promise<CasePlan | null> {
  const gate = await gateOf(deps.db, link.invitation.surveyVersionId);
  const accepted = acceptOf(gate, response)(response.answers);
  if (!accepted.ok) throw new Error('A completed invitation has no response its survey would take');
  const now = deps.now();
  const asked = historyAsked(link, { at: response.answeredAt, now, responseId: response.id });
  const history = await historyOf(deps.db, asked);
  const answered = answeredFrom(accepted, response.locale ?? link.invitation.locale, now);
  const plan = caseForCall({
    response: answered,
    customer: link.customer,
    policies: policiesOf(link),
    history,
  });
  if (plan) countCaseOf(deps.db, plan, history.colleagues);
  return plan;
}

function writeWish(deps: Deps, tx: Tx, { link, sent, wish, plan }: Wished & { plan: CasePlan | null }): void {
  const { db } = deps;
  const at = deps.now();
  const { customer } = link;
  const { id: responseId } = sent.response;
  const changed = { ...wish, askedAt: at };
  tx.run(
    db
      .insert(callbackRequests)
      .values({ ...changed, responseId, customerId: customer.id })
      .onConflictDoUpdate({ target: callbackRequests.responseId, set: changed }),
  );
  if (sent.case) tx.must(pressedMore(deps, sent.case), 'This case has gone on.');
  const caseId = sent.case?.id ?? (plan ? caseIdOf(deps, plan) : null);
  if (plan && caseId)
    openCase(deps, tx, { taken: { link, response: { answeredAt: at } }, responseId, caseId, plan });
  // The number stays out of it: what happened is never forgotten, a number may have to be.
  const data = { responseId, wishedTime: wish.wishedTime };
  record(db, tx, { kind: 'callback-requested', at, customerId: customer.id, caseId, data });
}

/** Whoever asks for a call presses more, and comes back into sight; fails where the case has gone on meanwhile. */
function pressedMore({ db }: Deps, c: NonNullable<SentResponse['case']>) {
  const severity = Math.max(c.severity, severityOf({ ...c, wishesCall: true }));
  return db
    .update(cases)
    .set({ severity, snoozedUntil: null, snoozedBy: null })
    .where(and(eq(cases.id, c.id), eq(cases.status, c.status)));
}
