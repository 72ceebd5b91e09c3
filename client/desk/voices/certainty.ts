export type Certainty = 'sure' | 'likely' | 'unsure';

/** How sure the reader is, as it is said beside the figure. */
export function certaintyOf(confidence: number): Certainty {
  if (confidence >= 0.85) return 'sure';
  return confidence >= 0.6 ? 'likely' : 'unsure';
}
