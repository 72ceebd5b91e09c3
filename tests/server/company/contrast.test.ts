import { expect, test } from 'vitest';
import { contrastAgainstWhite } from '#server/company/contrast.ts';

test.each([
  ['#000000', 21],
  ['#ffffff', 1],
  ['#767676', 4.54],
  ['#777777', 4.48],
  ['#ff0000', 4.0],
  ['#0000FF', 8.59],
])('%s stands against white at %d to 1', (color, ratio) => {
  expect(contrastAgainstWhite(color)).toBeCloseTo(ratio, 2);
});
