/** What is to be done with a batch whose turn has come. */
export type BatchTurn =
  | { turn: 'send' }
  /** Its mails go back to the queue, as if it had never been sealed. */
  | { turn: 'dissolve' }
  /** It may have been handed over in part: only the very same may be tried again, and not now. */
  | { turn: 'wait'; minutes: number }
  /** Nothing may be tried any more; a person is told. */
  | { turn: 'give-up'; because: string };

export interface BatchStanding {
  members: string[] | null;
  firstTriedAt: Date | null;
  wave: { closedAt: Date | null; closesAt: Date; pausedAt: Date | null };
  program: { pausedAt: Date | null };
}

// An hour less than the provider remembers a key, so that a slow try is still within it.
const marginHours = 1;
const hour = 3_600_000;

/**
 * Whether a batch may go now. `remembersKeysHours`: how long the provider knows a batch tried before for the same; null
 * where keys mean nothing, and then each mail is looked at afresh and no try leaves anything open.
 */
export function turnOf(batch: BatchStanding, now: Date, remembersKeysHours: number | null): BatchTurn {
  const { wave, program } = batch;
  const leftOpen = remembersKeysHours !== null && batch.members !== null;
  if (leftOpen && batch.firstTriedAt) {
    const forgottenAt = batch.firstTriedAt.getTime() + (remembersKeysHours - marginHours) * hour;
    if (now.getTime() >= forgottenAt) return { turn: 'give-up', because: forgotten };
  }
  const isOver = wave.closedAt !== null || wave.closesAt <= now;
  const isPaused = wave.pausedAt !== null || program.pausedAt !== null;
  if ((isOver || isPaused) && !leftOpen) return { turn: 'dissolve' };
  if (isOver) return { turn: 'give-up', because: closed };
  return isPaused ? { turn: 'wait', minutes: 1 } : { turn: 'send' };
}

const forgotten =
  'The provider never said whether it took these mails, and has by now forgotten their key: they are not sent again.';
const closed = 'The wave closed before the provider said whether it took these mails.';

const firstPauseSeconds = 10;
const longestPauseSeconds = 600;

/** How long to wait before the next try: twice as long each time, from ten seconds to ten minutes. */
export function pauseAfter(attempts: number): number {
  return Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** Math.max(0, attempts));
}
