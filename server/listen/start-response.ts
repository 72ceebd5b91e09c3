import { GuardError, write } from '#db/client.ts';
import { advance } from '../ask/invitation-progress.ts';
import { answerability } from '../ask/invitation.ts';
import type { Deps } from '../deps.ts';
import { linkOf } from './survey-link.ts';

/** Notes that a person began to answer. Nothing depends on it, so a link that cannot be answered is passed over. */
export async function startResponse(deps: Deps, token: string): Promise<void> {
  const link = await linkOf(deps.db, token);
  if (!link) return;
  const { invitation, wave } = link;
  const now = deps.now();
  if (answerability(invitation, wave, now) !== 'open' || invitation.status === 'bounced') return;
  try {
    await write(deps.db, (tx) => advance(deps.db, tx, invitation, 'started', now));
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
  }
}
