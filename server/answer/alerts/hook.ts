import type { alertHooks } from '#db/schema/alerts.ts';
import type { NoticeKind } from './notice.ts';

export type Hook = typeof alertHooks.$inferSelect;
export type WhyPaused = NonNullable<Hook['pausedBecause']>;

/** At most one post to a hook in so many seconds, with so many cases in it. */
export const secondsBetweenPosts = 10;
export const casesInOnePost = 20;

const day = 86_400_000;

/** A hook nobody answers at for so long is paused. */
export const pausedAfterMilliseconds = 3 * day;

const pausesInSeconds = [10, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600];

/** When a post that failed for the nth time is tried again: soon at first, every six hours in the end. */
export function nextTry(attempts: number, now: Date): Date {
  const pause = pausesInSeconds[Math.min(attempts, pausesInSeconds.length) - 1] ?? 10;
  return new Date(now.getTime() + pause * 1000);
}

export const isTaken = (status: number): boolean => status >= 200 && status < 300;

/** Why a hook where a post failed is to be paused; whoever answers 410 never wants it again (RFC 9110, 15.5.11). */
export function whyPaused({ status, waitedMilliseconds }: Failed): WhyPaused | null {
  if (status === 410) return 'gone';
  return waitedMilliseconds >= pausedAfterMilliseconds ? 'unanswered' : null;
}

type Failed = { status: number | null; waitedMilliseconds: number };

/** A new secret to sign with, as Standard Webhooks writes one. */
export const secretFrom = (random: (bytes: number) => Uint8Array): string =>
  `whsec_${Buffer.from(random(24)).toString('base64')}`;

/** What a hook wants to hear of. */
export function wants(
  hook: Pick<Hook, 'kinds' | 'leastSeverity'>,
  kind: NoticeKind,
  severity: number,
): boolean {
  return hook.kinds.includes(kind) && severity >= hook.leastSeverity;
}

/** The host alone: the rest of a Slack address is as good as a password. */
export const hostOf = (url: string): string => new URL(url).host;
