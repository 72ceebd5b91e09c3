import type { fulfilments } from '#db/schema/compensation.ts';

export type Fulfilment = typeof fulfilments.$inferSelect;

/** Pauses between tries to tell the company's own system, in minutes: a night and a day, then somebody looks at it. */
const pausesMinutes = [1, 5, 30, 120, 480, 960];

/** When to try again after so many tries; null when it is given up. */
export function nextTry(attempts: number, now: Date): Date | null {
  const minutes = pausesMinutes[attempts - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}

export const wasTaken = (status: number): boolean => status >= 200 && status < 300;
