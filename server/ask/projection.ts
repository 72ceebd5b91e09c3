/** How far the mails of a wave have come. */
export interface Progress {
  now: Date;
  /** Mails still to go, those of them that are due by now, and when the last of the others goes. */
  left: number;
  due: number;
  lastSendAt: Date | null;
  /** How many went since an instant: the last hour, or its beginning when that is less. */
  sent: { n: number; since: Date };
  /** Nothing goes while the wave or its program is paused. */
  isPaused: boolean;
}

export interface Projection {
  /** When the last mail goes at this rate; null when none is left, none goes, or nothing tells the rate. */
  endsAt: Date | null;
  perHour: number;
  left: number;
}

const hour = 3_600_000;
const shortest = 60_000;

/** When a wave has sent its last mail: after its last hour, and after what has piled up at the rate of now. */
export function projectionOf({ now, left, due, lastSendAt, sent, isPaused }: Progress): Projection {
  const hours = Math.max(now.getTime() - sent.since.getTime(), shortest) / hour;
  const perHour = Math.round(sent.n / hours);
  if (left === 0 || isPaused || (due > 0 && perHour === 0)) return { endsAt: null, perHour, left };
  const pile = due === 0 ? 0 : Math.round((due / perHour) * hour);
  return { endsAt: new Date(Math.max(now.getTime() + pile, lastSendAt?.getTime() ?? 0)), perHour, left };
}
