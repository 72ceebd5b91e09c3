import { and, eq } from 'drizzle-orm';
import { company } from '#db/schema/company.ts';
import { invitations } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import type { Language } from '#surveys/languages.ts';
import { tokenFor } from '../ask/invitation.ts';
import { cardRows, cardsOf } from '../ask/triggers/call-cards.ts';
import { demandNobodyElse, demandOpen, demandStranger, theCall } from '../ask/triggers/one-call.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { savePartial, type Saved } from './keep-partial.ts';
import { gateOf } from './survey-gates.ts';
import { takeResponse } from './take-response.ts';
import type { Thanks } from './thanks.ts';

/** What an interviewer has before her: the customer, and the very survey the customer was invited to. */
export async function interviewFor(deps: Deps, actor: Actor, invitationId: string) {
  const { db } = deps;
  const call = await theCall(deps, invitationId);
  demandOpen(call, deps.now());
  const [card] = await cardsOf(deps, actor, await cardRows(db).where(eq(invitations.id, invitationId)));
  const [ours] = await db.select({ name: company.name }).from(company);
  const { definition } = await gateOf(db, call.surveyVersionId);
  if (!card || !ours) throw new DomainError('not_found', 'There is no such call.');
  const { kind } = call.program;
  return { call: { ...card, kind }, company: ours, definition, saved: await savedOf(deps, invitationId) };
}

/** What is kept of answers not sent yet, an interviewer's or the customer's own. */
async function savedOf({ db }: Deps, invitationId: string) {
  const [saved] = await db
    .select({ answers: responses.answers, at: responses.answeredAt, by: responses.interviewedBy })
    .from(responses)
    .where(and(eq(responses.invitationId, invitationId), eq(responses.status, 'partial')));
  return saved ?? null;
}

export interface Interview {
  invitationId: string;
  answers: Record<string, unknown>;
  /** The language that was spoken. */
  language: Language | null;
}

/** Keeps what was said so far, so that neither a lost connection nor another device loses it. */
export async function keepInterview(
  deps: Deps,
  actor: Actor,
  { invitationId, answers, language }: Interview,
): Promise<Saved> {
  const call = await theCall(deps, invitationId);
  demandOpen(call, deps.now());
  demandStranger(actor, call);
  demandNobodyElse(actor, call);
  if (!call.standing.underWay) throw new DomainError('conflict', 'This customer has not been reached.');
  const token = tokenFor(deps.secret, call.nonce);
  return savePartial(deps, token, { answers, language, interviewedBy: actor.id });
}

/** Takes what was said on the telephone as the customer's answer, with everything that an answer causes. */
export async function takeInterview(
  deps: Deps,
  actor: Actor,
  { invitationId, answers, language }: Interview,
): Promise<{ thanks: Thanks }> {
  const call = await theCall(deps, invitationId);
  // What is sent again after it was taken is judged by who took it: its case may be hers by now.
  if (call.status !== 'completed') {
    demandStranger(actor, call);
    demandNobodyElse(actor, call);
  }
  if (call.status === 'queued') throw new DomainError('conflict', 'This customer has not been reached.');
  const token = tokenFor(deps.secret, call.nonce);
  const given = { via: 'json', answers, language, interviewedBy: actor.id } as const;
  const outcome = await takeResponse(deps, token, given);
  switch (outcome.outcome) {
    case 'taken':
      return { thanks: outcome.thanks };
    case 'already':
      await demandOwn(deps, actor, invitationId);
      return { thanks: outcome.thanks };
    case 'invalid': {
      const fields = Object.fromEntries(outcome.problems.map(({ question, code }) => [question, code]));
      throw new DomainError('invalid', 'Some answers cannot be used.', fields);
    }
    default:
      throw new DomainError('conflict', 'This interview cannot be taken any more.');
  }
}

/** What was sent twice was taken once; what somebody else has sent was not taken from her. */
async function demandOwn({ db }: Deps, actor: Actor, invitationId: string): Promise<void> {
  const [kept] = await db
    .select({ by: responses.interviewedBy, name: staff.name })
    .from(responses)
    .leftJoin(staff, eq(staff.id, responses.interviewedBy))
    .where(eq(responses.invitationId, invitationId));
  if (kept?.by === actor.id) return;
  const who = kept?.name ? `${kept.name} has taken this interview.` : 'The customer has answered herself.';
  throw new DomainError('conflict', `${who} Yours was not kept.`);
}
