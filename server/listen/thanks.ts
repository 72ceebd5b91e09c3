import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases, grants } from '#db/schema/cases.ts';
import { responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import type { FollowUp } from './follow-up.ts';

/** What the thank-you says happens next. A compensation is never in it: it may still be declined. */
export interface Thanks {
  contact: { by: Date; name: string | null } | null;
  reward: { amountMinor: number; currency: string } | null;
  /** What answers without a name are thanked with. */
  code?: { text: string; worth: { amountMinor: number; currency: string } | null } | null;
}

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
export async function thanksFor(db: Database, invitationId: string): Promise<Thanks> {
  const [kept] = await db
    .select({
      status: cases.status,
      by: cases.firstContactDueAt,
      name: staff.name,
      reward: { amountMinor: grants.amountMinor, currency: grants.currency },
    })
    .from(responses)
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .leftJoin(staff, eq(staff.id, cases.ownerId))
    .leftJoin(grants, and(eq(grants.responseId, responses.id), eq(grants.role, 'reward')))
    .where(eq(responses.invitationId, invitationId));
  return {
    contact: kept?.status === 'open' && kept.by ? { by: kept.by, name: kept.name } : null,
    reward: kept?.reward ?? null,
  };
}
