/** What the SDK gives back: it never throws. `statusCode` is null where no answer came, or a broken one. */
export type Said<T> = (
  | { data: T; error: null }
  | { data: null; error: { name: string; message: string; statusCode: number | null } }
) & { headers: Record<string, string> | null };

export type Answer<T> =
  | { is: 'taken'; data: T }
  /** The key was used for another body: what stands under it was taken then, and must not be sent again. */
  | { is: 'taken-before'; note: string }
  /** What was asked is wrong, and wrong again at every try. */
  | { is: 'refused'; note: string }
  /** Surely not taken, for a reason that a person has to mend. */
  | { is: 'not-taken'; note: string }
  /** `isOpen`: it may have been taken all the same. */
  | { is: 'again'; note: string; afterSeconds: number | null; isOpen: boolean };

const quotaPauseSeconds = 3600;

/** Reads an answer of Resend, by its documented error names first and by its status where the name says nothing. */
export function answerOf<T>({ data, error, headers }: Said<T>): Answer<T> {
  if (error === null) return { is: 'taken', data };
  const note = `Resend: ${error.name}: ${error.message}`;
  const asked = secondsIn(headers?.['retry-after']);
  const { name, statusCode: status } = error;
  if (name === 'invalid_idempotent_request') return { is: 'taken-before', note };
  if (name === 'daily_quota_exceeded' || name === 'monthly_quota_exceeded') {
    return { is: 'again', note, afterSeconds: asked ?? quotaPauseSeconds, isOpen: false };
  }
  if (status === 429) {
    return {
      is: 'again',
      note,
      afterSeconds: asked ?? secondsIn(headers?.['ratelimit-reset']),
      isOpen: false,
    };
  }
  // Another request under this key is under way: ours, whose answer never came.
  if (status === null || status === 409 || status === 408 || status >= 500) {
    return { is: 'again', note, afterSeconds: asked, isOpen: true };
  }
  return status === 400 || status === 422 ? { is: 'refused', note } : { is: 'not-taken', note };
}

/** How long the headers of any answer ask us to hold back; null when they ask nothing. */
export function pauseIn(headers: Record<string, string> | null): number | null {
  if (headers?.['ratelimit-remaining'] !== '0') return null;
  return secondsIn(headers['ratelimit-reset']);
}

function secondsIn(value: string | undefined): number | null {
  if (value === undefined || !/^\d+(\.\d+)?$/.test(value.trim())) return null;
  return Number(value);
}
