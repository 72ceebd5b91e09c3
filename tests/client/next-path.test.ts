import { expect, test } from 'vitest';
import { nextPath } from '#client/desk/sign-in/next-path.ts';

test.each([
  ['/inbox', '/inbox'],
  ['/customers?after=x#top', '/customers?after=x#top'],
  [null, '/'],
  ['', '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('after the sign-in, %j leads to %j', (next, path) => {
  expect(nextPath(next)).toBe(path);
});
