import type { NpsBand } from '#surveys/nps.ts';
import type { Month } from '../calendar-month.ts';
import type { Narrowing } from '../slice.ts';

/** What became of an answer's words: what the reader made of them, or that it has not come to them. */
export const voiceStates = ['inferred', 'unsorted', 'no-reason', 'reviewed', 'unread'] as const;
export type VoiceState = (typeof voiceStates)[number];

/** Which answers are listed. */
export interface VoicesQuestion extends Narrowing {
  from?: Month | undefined;
  to?: Month | undefined;
  /** Words to search for, as they were typed. */
  q?: string | undefined;
  score?: NpsBand | undefined;
  state?: VoiceState | undefined;
  tag?: string | undefined;
  competitor?: string | undefined;
}
