import { ConstraintError, GuardError } from '#db/client.ts';

const tries = 5;

/** Decides and writes. When something it was decided on has changed meanwhile, it is decided afresh. */
export async function decidedAfresh<T>(decide: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await decide();
    } catch (error) {
      const hasMoved = error instanceof GuardError || error instanceof ConstraintError;
      if (!hasMoved || attempt === tries) throw error;
    }
  }
}
