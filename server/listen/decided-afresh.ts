import { setTimeout as sleep } from 'node:timers/promises';
import { ConstraintError, GuardError } from '#db/client.ts';

/** So often at once; who may try longer waits a moment each time after that, and not all the same. */
const tries = 5;
const longestPauseMilliseconds = 20;
/** For a customer's answer, which is not refused because many came at once while a budget was nearly used up. */
export const untilTaken = 40;

/** Decides and writes. When something it was decided on has changed meanwhile, it is decided afresh. */
export async function decidedAfresh<T>(decide: () => Promise<T>, mostTries = tries): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await decide();
    } catch (error) {
      const hasMoved = error instanceof GuardError || error instanceof ConstraintError;
      if (!hasMoved || attempt >= mostTries) throw error;
    }
    if (attempt >= tries) await sleep(Math.random() * longestPauseMilliseconds);
  }
}
