import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Crowd } from '#server/http/crowd.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const staying = () => new Promise<void>(() => {});

test('a crowd is full when as many are inside as may be, and not when one has gone', async () => {
  const crowd = new Crowd(2);
  void crowd.within(staying);
  expect(crowd.isFull).toBe(false);
  let go = () => {};
  const going = crowd.within(() => new Promise<void>((resolve) => (go = resolve)));
  expect(crowd.isFull).toBe(true);
  go();
  await going;
  expect(crowd.isFull).toBe(false);
});

test('whoever leaves by an error has left', async () => {
  const crowd = new Crowd(1);
  await expect(crowd.within(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(crowd.isFull).toBe(false);
});

test('many who come one after the other are a large crowd too, until two seconds later', async () => {
  const crowd = new Crowd(1000);
  for (let n = 0; n < 400; n++) await crowd.within(async () => {});
  expect(crowd.isLarge).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(crowd.isLarge).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(crowd.isLarge).toBe(false);
});

test('a few inside are no large crowd, two dozen are', () => {
  const crowd = new Crowd(1000);
  for (let n = 0; n < 23; n++) void crowd.within(staying);
  expect(crowd.isLarge).toBe(false);
  void crowd.within(staying);
  expect(crowd.isLarge).toBe(true);
});
