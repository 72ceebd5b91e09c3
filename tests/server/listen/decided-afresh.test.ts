import { describe, expect, test } from 'vitest';
import { ConstraintError, GuardError } from '#db/client.ts';
import { decidedAfresh, untilTaken } from '#server/listen/decided-afresh.ts';

/** Fails so often, then holds. */
function losing(times: number, error: () => Error) {
  let tries = 0;
  return async () => {
    tries++;
    if (tries <= times) throw error();
    return tries;
  };
}

describe('what is decided afresh', () => {
  test.each([
    ['a guard', () => new GuardError('The budget has been used up a moment ago.')],
    ['a constraint', () => new ConstraintError('UNIQUE constraint failed')],
  ])('holds at the fifth try when %s failed four times', async (_, error) => {
    expect(await decidedAfresh(losing(4, error))).toBe(5);
    await expect(decidedAfresh(losing(5, error))).rejects.toThrow(error().message);
  });

  test('holds for an answer however many others were quicker', async () => {
    const error = () => new GuardError('The budget has been used up a moment ago.');
    expect(await decidedAfresh(losing(20, error), untilTaken)).toBe(21);
  });

  test('is not tried again where nothing has moved', async () => {
    const error = () => new Error('The disk is full');
    await expect(decidedAfresh(losing(1, error), untilTaken)).rejects.toThrow('The disk is full');
  });
});
