import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Deps } from '#server/deps.ts';

const lookAgainAfterMs = 50;

/** Lets everybody else go first: between two batches, and for as long as many people are answering. */
export async function giveWay({ crowd }: Pick<Deps, 'crowd'>): Promise<void> {
  await setImmediate();
  while (crowd.isLarge) await setTimeout(lookAgainAfterMs);
}
