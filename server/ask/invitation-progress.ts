import { and, eq } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { counter } from '#db/counter.ts';
import { updateRows } from '#db/row-statements.ts';
import { invitations, waveCounts } from '#db/schema/programs.ts';
import type { Skip } from './contact-rules.ts';
import { stagesReached, type InvitationStatus, type Stage } from './invitation.ts';

const instantOf = {
  sent: 'sentAt',
  delivered: 'deliveredAt',
  opened: 'openedAt',
  started: 'startedAt',
  completed: 'completedAt',
} as const;

interface Standing {
  id: string;
  waveId: string;
  status: InvitationStatus;
  /** Where it left the way to an answer; needed to come back to it (a bounced invitation may still be answered). */
  leftAfter?: Stage | undefined;
}

/** Moves an invitation forward and its wave's funnel with it. Fails the unit when it has moved meanwhile. */
export function advance(
  db: Database,
  tx: Tx,
  invitation: Standing,
  to: Exclude<Stage, 'queued'>,
  at: Date,
): void {
  const reached = stagesReached(invitation.leftAfter ?? invitation.status, to);
  if (reached.length === 0) return;
  const set: Partial<typeof invitations.$inferInsert> = { status: to };
  for (const stage of reached) if (stage !== 'queued') set[instantOf[stage]] = at;
  if (to === 'completed') set.remindAt = null;
  tx.must(
    updateRows(db, invitations, {
      set,
      where: { id: invitation.id, status: invitation.status },
    }),
    'This invitation has moved on.',
  );
  for (const stage of reached) count(tx, { waveId: invitation.waveId, stage, n: 1 });
}

/** Leaves the way to an answer: the mail came back, or the time ran out. */
export function leave(db: Database, tx: Tx, invitation: Standing, to: 'bounced' | 'expired'): void {
  tx.must(
    db
      .update(invitations)
      .set({ status: to, remindAt: null })
      .where(and(eq(invitations.id, invitation.id), eq(invitations.status, invitation.status))),
    'This invitation has moved on.',
  );
  count(tx, { waveId: invitation.waveId, stage: to, n: 1 });
}

/** Takes a queued invitation back, because it may not go any more: the funnel shows it as skipped, not as queued. */
export function skipUnsent(db: Database, tx: Tx, invitation: Standing, skip: Skip): void {
  tx.must(
    db
      .update(invitations)
      .set({ status: 'skipped', skipReason: skip.code, skipFacts: skip.facts })
      .where(and(eq(invitations.id, invitation.id), eq(invitations.status, 'queued'))),
    'This invitation has moved on.',
  );
  count(tx, { waveId: invitation.waveId, stage: 'queued', n: -1 });
  count(tx, { waveId: invitation.waveId, stage: 'skipped', n: 1 });
}

const funnel = counter(waveCounts, 'n');

/** Adds to a wave's funnel. */
export function count(
  tx: Tx,
  { waveId, stage, n }: { waveId: string; stage: InvitationStatus; n: number },
): void {
  tx.count(funnel({ waveId, stage, n }));
}
