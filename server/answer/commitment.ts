import type { commitments } from '#db/schema/cases.ts';

export type Commitment = typeof commitments.$inferSelect;
export type CommitmentStatus = Commitment['status'];
export type Settling = Exclude<CommitmentStatus, 'open'>;

export const parties = ['company', 'customer'] as const satisfies Commitment['by'][];
export const settlings = ['kept', 'missed', 'withdrawn'] as const satisfies Settling[];

export const commitmentRefusals = {
  'commitment-settled': 'This commitment is settled already.',
  'due-in-past': 'A commitment is for a time still to come.',
} as const;
export type CommitmentRefusal = keyof typeof commitmentRefusals;

export type Settled = { commitment: Commitment } | { refused: CommitmentRefusal };

/** A person's word on a commitment. What only the clock has marked missed may still be said to have been kept. */
export function settled(
  commitment: Commitment,
  status: Settling,
  by: { settledBy: string; at: Date },
): Settled {
  if (!isUnsettled(commitment)) return { refused: 'commitment-settled' };
  return { commitment: { ...commitment, status, settledBy: by.settledBy, settledAt: by.at } };
}

/** Ours, due and not settled: the clock says it was missed, and nobody else has. */
export function missedByClock(commitment: Commitment, now: Date): Commitment | null {
  const isDue = commitment.status === 'open' && commitment.by === 'company' && commitment.dueAt <= now;
  return isDue ? { ...commitment, status: 'missed', settledAt: now } : null;
}

export const isUnsettled = ({ status, settledBy }: Pick<Commitment, 'status' | 'settledBy'>): boolean =>
  status === 'open' || (status === 'missed' && settledBy === null);

export const isOverdue = ({ status, dueAt }: Pick<Commitment, 'status' | 'dueAt'>, now: Date): boolean =>
  status === 'open' && dueAt <= now;
