import { createHmac, hash } from 'node:crypto';

export const stages = ['queued', 'sent', 'delivered', 'opened', 'started', 'completed'] as const;
export type Stage = (typeof stages)[number];
export type InvitationStatus = Stage | 'bounced' | 'expired' | 'skipped';

/** The stages newly reached by moving from `from` to `to`: a funnel counts an invitation once in each. */
export function stagesReached(from: InvitationStatus, to: Stage): Stage[] {
  const reached = stages.indexOf(from as Stage);
  return stages.slice(reached + 1, stages.indexOf(to) + 1);
}

/** The last stage an invitation reached, by its instants; for one that has left the way to an answer. */
export function lastStageOf(invitation: {
  sentAt: Date | null;
  deliveredAt: Date | null;
  openedAt: Date | null;
  startedAt: Date | null;
}): Stage {
  if (invitation.startedAt) return 'started';
  if (invitation.openedAt) return 'opened';
  if (invitation.deliveredAt) return 'delivered';
  return invitation.sentAt ? 'sent' : 'queued';
}

/**
 * The token of a personal link: 128 bits made from the invitation's own 128 random bits and the secret. It can be
 * made again for a retry or a reminder, and neither the database nor the secret alone gives it away.
 */
export function tokenFor(secret: string, nonce: string): string {
  return createHmac('sha256', secret)
    .update(`invitation ${nonce}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}

/** What is kept of a token. */
export function hashOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

/** 128 random bits, as text. */
export function newNonce(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(16)).toString('base64url');
}

export type Answerability = 'open' | 'answered' | 'closed' | 'expired' | 'not-asked';

/** Whether a link can still be answered at `now`, and if not, what its page says. */
export function answerability(
  invitation: { status: InvitationStatus; closesAt: Date },
  wave: { closedAt: Date | null },
  now: Date,
): Answerability {
  if (invitation.status === 'completed') return 'answered';
  if (invitation.status === 'skipped') return 'not-asked';
  if (invitation.status === 'expired' || now >= invitation.closesAt) return 'expired';
  if (wave.closedAt !== null) return 'closed';
  return 'open';
}
