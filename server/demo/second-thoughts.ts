import { and, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import { invitations, waves } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { tokenFor } from '../ask/invitation.ts';
import type { Deps } from '../deps.ts';
import { askForCall } from '../listen/callbacks.ts';
import { correctResponse } from '../listen/corrections.ts';
import type { Scene } from './settle-in.ts';

/** This morning one customer of the newest wave thought again and was sorry she had been so kind; another wants a call. */
export async function haveSecondThoughts(deps: Deps, { clock, today }: Scene): Promise<void> {
  clock.now = today.minus({ hours: 2 }).toJSDate();
  const answered = await answersStillOpen(deps);
  const content = answered.find(({ nps }) => nps === 8 || nps === 7);
  const caller = answered.find((one) => one.nps !== null && one.nps >= 9 && one !== content);
  if (content) {
    const answers = { ...content.answers, ...disappointment };
    await correctResponse(deps, content.token, { via: 'json', answers, isCorrecting: true });
  }
  if (caller) await askForCall(deps, caller.token, { phone: '+966 50 555 0134', time: 'evening' });
}

const disappointment = {
  recommend: 4,
  'on-time': 'no',
  reason: 'late',
  'reason-Comment': 'I answered too soon. The bottles I had been promised for Tuesday are still not here.',
};

async function answersStillOpen(deps: Deps) {
  const rows = await deps.db
    .select({ nonce: invitations.tokenNonce, nps: responses.nps, answers: responses.answers })
    .from(responses)
    .innerJoin(invitations, eq(invitations.id, responses.invitationId))
    .innerJoin(waves, eq(waves.id, responses.waveId))
    .where(
      and(
        eq(responses.status, 'complete'),
        eq(responses.programId, 'monthly'),
        eq(responses.locale, 'en'),
        isNotNull(invitations.tokenNonce),
        isNull(waves.closedAt),
        gt(invitations.closesAt, deps.now()),
      ),
    )
    .orderBy(desc(responses.answeredAt))
    .limit(200);
  return rows.map(({ nonce, ...row }) => ({ ...row, token: tokenFor(deps.secret, nonce ?? '') }));
}
