import { Cron } from 'croner';
import type { AlertChoice } from './notice.ts';

const minute = 60_000;
const quietMinutes = 10;
/** The severity of what cannot wait. */
export const urgentFrom = 4;
const urgentMailsAnHour = 3;

/** At most so many cases are named in one mail. */
export const mostNamed = 20;

/** A mail with alerts that has gone, and whether an urgent case was in it. */
export interface EarlierMail {
  at: Date;
  wasUrgent: boolean;
}

/** What somebody has not been told yet: since when, and how much it hurts. */
export interface Waiting {
  since: Date;
  worst: number;
}

export interface Hearing {
  mode: AlertChoice['mode'];
  earlier: EarlierMail[];
  timeZone: string;
}

export type Grouping = { tell: 'all' | 'urgent' } | { tell: 'nothing'; until: Date | null };

/**
 * What goes in a mail now. At once: the first of a quiet person goes as it comes, what follows within ten minutes of
 * her last mail waits for their end, and nothing for longer than that. By the hour and by the day: when the hour is
 * full, or at eight. An urgent case waits for none of it, unless three mails of the last hour had urgent ones.
 */
export function grouped({ since, worst }: Waiting, hearing: Hearing, now: Date): Grouping {
  const { mode, earlier } = hearing;
  if (mode === 'off') return { tell: 'nothing', until: null };
  const due = dueOf[mode](since, hearing);
  if (due <= now) return { tell: 'all' };
  if (worst < urgentFrom) return { tell: 'nothing', until: due };
  const free = urgentFreeAt(earlier, now);
  return free <= now ? { tell: 'urgent' } : { tell: 'nothing', until: free < due ? free : due };
}

const dueOf = {
  immediate: (since, { earlier }) => {
    const last = Math.max(0, ...earlier.map(({ at }) => at.getTime()));
    return new Date(Math.min(last, since.getTime()) + quietMinutes * minute);
  },
  hourly: (since, { timeZone }) => next('0 * * * *', since, timeZone),
  daily: (since, { timeZone }) => next('0 8 * * *', since, timeZone),
} satisfies Record<Exclude<AlertChoice['mode'], 'off'>, (since: Date, hearing: Hearing) => Date>;

function next(cron: string, after: Date, timeZone: string): Date {
  return new Cron(cron, { timezone: timeZone }).nextRun(after) ?? after;
}

/** When the next urgent case may go by itself: now, or an hour after the third last such mail. */
function urgentFreeAt(earlier: EarlierMail[], now: Date): Date {
  const hourAgo = now.getTime() - 60 * minute;
  const times = earlier.filter(({ wasUrgent }) => wasUrgent).map(({ at }) => at.getTime());
  const third = times.filter((at) => at > hourAgo).sort((a, b) => b - a)[urgentMailsAnHour - 1];
  return third === undefined ? now : new Date(third + 60 * minute);
}
