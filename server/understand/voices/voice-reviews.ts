import type { Deps } from '#server/deps.ts';
import { review, unreview, type Review } from '../reading/reviews.ts';
import { voiceOf } from './one-voice.ts';
import type { Voice } from './whole-voices.ts';

/** A person says what somebody's words mean; what stands then. */
export async function reviewVoice(deps: Deps, said: Review): Promise<Voice> {
  await voiceOf(deps.db, said.responseId);
  await review(deps, said);
  return voiceOf(deps.db, said.responseId);
}

/** Takes it back; what stands then. */
export async function unreviewVoice(deps: Deps, said: Omit<Review, 'reasons'>): Promise<Voice> {
  await unreview(deps, said);
  return voiceOf(deps.db, said.responseId);
}
