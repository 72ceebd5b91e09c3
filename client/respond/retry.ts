const SECOND_MS = 1000;
const LONGEST_WAIT_MS = 5 * 60 * SECOND_MS;

/** How long a server that is overrun is waited for before a person is told that she may leave. */
export const PATIENCE_WITH_CROWDS_MS = 3 * 60 * SECOND_MS;

/**
 * How long to wait before the next try. Without a line twice as long each time, up to five minutes; from a server that
 * is overrun as long as it asks for, and up to as long again, so that not all come back at once.
 */
export function waitMs(
  { tries, retryAfterMs }: { tries: number; retryAfterMs: number | null },
  random: () => number,
): number {
  if (retryAfterMs !== null)
    return Math.min(LONGEST_WAIT_MS, Math.max(SECOND_MS, retryAfterMs) * (1 + random()));
  const longest = Math.min(LONGEST_WAIT_MS, 2 * SECOND_MS * 2 ** tries);
  return longest * (0.5 + random() / 2);
}

/** The `retry-after` header in milliseconds; a second where it says nothing that can be read. */
export function retryAfterMs(header: string | null): number {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND_MS : SECOND_MS;
}
