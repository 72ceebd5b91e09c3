import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { callbackRequests, responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { publicationConsents } from '#db/schema/understand.ts';
import { offersCall, type CallWish } from './callback.ts';
import { correctability } from './correct-response.ts';
import { pointsCurrency } from './compensation-policy.ts';
import { mayNotBeContacted, type FollowUp } from './follow-up.ts';
import { caseOfResponse } from './sent-response.ts';
import { prizeRule } from './lottery.ts';
import { pointsOf, type PointsHeld } from './points-held.ts';
import type { SurveyLink } from './survey-link.ts';
import { ticketOf, type Ticket } from './tickets.ts';

/** What the thank-you says happens next. A compensation is never in it: it may still be declined. */
export interface Thanks {
  contact: { by: Date; name: string | null } | null;
  reward: { amountMinor: number; currency: string } | null;
  /** What a reward in points is worth, and what she holds with it. */
  points?: PointsHeld;
  /** What she takes part in the draw of the wave with. */
  ticket?: Ticket;
  /** Where and when she asked to be called; `contact` is that call then. */
  call?: CallWish | null;
  /** What she may still do. Nothing behind a shared link. */
  offers?: { correction: boolean; call: boolean; words?: 'ask' | 'given' };
  /** What answers without a name are thanked with. */
  code?: { text: string; worth: { amountMinor: number; currency: string } | null } | null;
}

/** A thank-you before it is told, with what decides on what is offered in it. */
export type Thanking = Thanks & {
  caseStatus?: 'open' | 'contacted' | 'resolved' | null;
  /** Whether she wrote something, and whether it may be shown. */
  words?: { areThere: boolean; areReleased: boolean };
};

/** The thank-you of a response just taken. */
export function thanksFrom(
  decision: FollowUp,
  { colleagues, hasWords }: { colleagues: { id: string; name: string }[]; hasWords: boolean },
): Thanking {
  const { case: plan, reward } = decision;
  const owner = colleagues.find(({ id }) => id === plan?.ownerId);
  return {
    contact: plan && { by: plan.firstContactDueAt, name: owner?.name ?? null },
    reward: reward && { amountMinor: reward.amountMinor, currency: reward.currency },
    words: { areThere: hasWords, areReleased: false },
  };
}

/** The thank-you of the response already taken for an invitation. Who has been in touch is promised no more. */
export async function thanksFor(db: Database, link: SurveyLink): Promise<Thanking> {
  return withGift(db, link, await toldFor(db, link.invitation.id));
}

/** What her points come to, and her ticket in the draw of the wave. */
export async function withGift(db: Database, link: SurveyLink, thanking: Thanking): Promise<Thanking> {
  const { reward } = thanking;
  const points = reward?.currency === pointsCurrency ? await pointsOf(db, link, reward.amountMinor) : null;
  const ticket = await ticketOf(db, link);
  return { ...thanking, ...(points && { points }), ...(ticket && { ticket }) };
}

async function toldFor(db: Database, invitationId: string): Promise<Thanking> {
  const [kept] = await db
    .select({
      status: cases.status,
      by: cases.firstContactDueAt,
      name: staff.name,
      reward: { amountMinor: grants.amountMinor, currency: grants.currency },
      call: { phone: callbackRequests.phone, wishedTime: callbackRequests.wishedTime },
      words: responses.verbatim,
      releasedAt: publicationConsents.givenAt,
    })
    .from(responses)
    .leftJoin(cases, eq(cases.id, caseOfResponse))
    .leftJoin(staff, eq(staff.id, cases.ownerId))
    .leftJoin(
      grants,
      and(eq(grants.responseId, responses.id), eq(grants.role, 'reward'), ne(grants.rule, prizeRule)),
    )
    .leftJoin(callbackRequests, eq(callbackRequests.responseId, responses.id))
    .leftJoin(
      publicationConsents,
      and(eq(publicationConsents.responseId, responses.id), isNull(publicationConsents.withdrawnAt)),
    )
    .where(eq(responses.invitationId, invitationId));
  return {
    contact: kept?.status === 'open' && kept.by ? { by: kept.by, name: kept.name } : null,
    reward: kept?.reward ?? null,
    call: kept?.call ?? null,
    caseStatus: kept?.status ?? null,
    words: { areThere: Boolean(kept?.words), areReleased: Boolean(kept?.releasedAt) },
  };
}

/** What is told of it: the case only where the company announces it, and what she may still do. */
export function toldThanks(
  { caseStatus = null, words, ...thanks }: Thanking,
  link: SurveyLink,
  now: Date,
): Thanks {
  const sent = { ...link.invitation, status: 'completed' as const };
  return {
    call: null,
    ...thanks,
    contact: link.company.announcesCases ? thanks.contact : null,
    offers: {
      correction: correctability(sent, link.wave, now) === 'open',
      call: offersCall({ ...link, caseStatus }),
      ...(words && offeredOf(words, link)),
    },
  };
}

/** What was released can be taken back whatever has become of the page. */
function offeredOf(words: NonNullable<Thanking['words']>, link: SurveyLink): { words?: 'ask' | 'given' } {
  if (words.areReleased) return { words: 'given' };
  return words.areThere && mayRelease(link) ? { words: 'ask' } : {};
}

/** Words are asked for where there is a page for them, of who may be asked for anything (design rule 5). */
export const mayRelease = ({ company, customer }: Pick<SurveyLink, 'company' | 'customer'>): boolean =>
  company.showsWords === 1 && !mayNotBeContacted(customer);
