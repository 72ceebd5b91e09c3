import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases, grants } from '#db/schema/cases.ts';
import { callbackRequests, responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { offersCall, type CallWish } from './callback.ts';
import { correctability } from './correct-response.ts';
import type { FollowUp } from './follow-up.ts';
import type { SurveyLink } from './survey-link.ts';

/** What the thank-you says happens next. A compensation is never in it: it may still be declined. */
export interface Thanks {
  contact: { by: Date; name: string | null } | null;
  reward: { amountMinor: number; currency: string } | null;
  /** Where and when she asked to be called; `contact` is that call then. */
  call?: CallWish | null;
  /** What she may still do. Nothing behind a shared link. */
  offers?: { correction: boolean; call: boolean };
}

/** A thank-you before it is told, with what decides on what is offered in it. */
export type Thanking = Thanks & { caseStatus?: 'open' | 'contacted' | 'resolved' | null };

/** The thank-you of a response just taken. */
export function thanksFrom(decision: FollowUp, colleagues: { id: string; name: string }[]): Thanks {
  const { case: plan, reward } = decision;
  const owner = colleagues.find(({ id }) => id === plan?.ownerId);
  return {
    contact: plan && { by: plan.firstContactDueAt, name: owner?.name ?? null },
    reward: reward && { amountMinor: reward.amountMinor, currency: reward.currency },
  };
}

/** The thank-you of the response already taken for an invitation. Who has been in touch is promised no more. */
export async function thanksFor(db: Database, invitationId: string): Promise<Thanking> {
  const [kept] = await db
    .select({
      status: cases.status,
      by: cases.firstContactDueAt,
      name: staff.name,
      reward: { amountMinor: grants.amountMinor, currency: grants.currency },
      call: { phone: callbackRequests.phone, wishedTime: callbackRequests.wishedTime },
    })
    .from(responses)
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .leftJoin(staff, eq(staff.id, cases.ownerId))
    .leftJoin(grants, and(eq(grants.responseId, responses.id), eq(grants.role, 'reward')))
    .leftJoin(callbackRequests, eq(callbackRequests.responseId, responses.id))
    .where(eq(responses.invitationId, invitationId));
  return {
    contact: kept?.status === 'open' && kept.by ? { by: kept.by, name: kept.name } : null,
    reward: kept?.reward ?? null,
    call: kept?.call ?? null,
    caseStatus: kept?.status ?? null,
  };
}

/** What is told of it: the case only where the company announces it, and what she may still do. */
export function toldThanks({ caseStatus = null, ...thanks }: Thanking, link: SurveyLink, now: Date): Thanks {
  const sent = { ...link.invitation, status: 'completed' as const };
  return {
    call: null,
    ...thanks,
    contact: link.company.announcesCases ? thanks.contact : null,
    offers: {
      correction: correctability(sent, link.wave, now) === 'open',
      call: offersCall({ ...link, caseStatus }),
    },
  };
}
