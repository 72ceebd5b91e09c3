import type { SuppressionReason } from '../../email/suppression.ts';

/** What a customer may choose about our mail. */
export const choices = ['all', 'cases', 'nothing'] as const;
export type Choice = (typeof choices)[number];

/** `stopped` is not her choice: the address came back, complained to its provider, or was blocked by hand. */
export type Preference = Choice | 'stopped';

export function preferenceFor(suppression: SuppressionReason | null): Preference {
  return suppression === null ? 'all' : preferenceBehind[suppression];
}

const preferenceBehind = {
  unsubscribed: 'cases',
  nothing: 'nothing',
  bounced: 'stopped',
  complained: 'stopped',
  'by-hand': 'stopped',
} as const satisfies Record<SuppressionReason, Preference>;

/** The suppression a choice is kept as. */
export const suppressionFor = { cases: 'unsubscribed', nothing: 'nothing' } as const satisfies Record<
  Exclude<Choice, 'all'>,
  SuppressionReason
>;
