import { and, eq, gt, inArray } from 'drizzle-orm';
import { invitations } from '#db/schema/programs.ts';
import { tokenFor } from '../ask/invitation.ts';
import type { Deps } from '../deps.ts';

/** The personal link of a customer who was asked and has not answered, as her mail has it. */
export async function openSurveyLink({ db, now, secret, config }: Deps): Promise<string> {
  const [invitation] = await db
    .select({ nonce: invitations.tokenNonce })
    .from(invitations)
    .where(
      and(
        eq(invitations.programId, 'monthly'),
        eq(invitations.locale, 'en'),
        inArray(invitations.status, ['sent', 'delivered', 'opened']),
        gt(invitations.closesAt, now()),
      ),
    )
    .limit(1);
  if (!invitation?.nonce)
    throw new Error('Nobody of the demo waits for a survey any more; start it with --fresh');
  return `${config.url}/s/${tokenFor(secret, invitation.nonce)}`;
}
