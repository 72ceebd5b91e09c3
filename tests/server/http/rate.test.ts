import { describe, expect, test } from 'vitest';
import { networkOf } from '#server/http/network-of.ts';
import { rateOf } from '#server/http/rate.ts';

const start = Date.parse('2026-10-14T07:00:00Z');
const passed = (count: number, comes: (n: number) => number): number =>
  Array.from({ length: count }, (_, n) => comes(n)).filter((wait) => wait === 0).length;

describe('a rate', () => {
  test('lets a burst through, then one at a time, and says how long to wait', () => {
    const rate = rateOf({ perMinute: 60, atOnce: 10 });
    expect(passed(100, () => rate('ada', start))).toBe(10);
    expect(rate('ada', start)).toBe(1000);
    expect(rate('ada', start + 400)).toBe(600);
    expect(rate('ada', start + 1000)).toBe(0);
    expect(rate('ada', start + 1000)).toBe(1000);
  });

  test('keeps to its measure over a long time, whatever is refused meanwhile', () => {
    const rate = rateOf({ perMinute: 60, atOnce: 10 });
    const minutes = 30;
    expect(passed(minutes * 600, (n) => rate('ada', start + n * 100))).toBe(10 + minutes * 60 - 1);
  });

  test('knows everybody by himself', () => {
    const rate = rateOf({ perMinute: 1, atOnce: 1 });
    expect([rate('ada', start), rate('grace', start)]).toEqual([0, 0]);
    expect(rate('ada', start)).toBeGreaterThan(0);
  });

  test('gives the whole burst again to whoever was away', () => {
    const rate = rateOf({ perMinute: 60, atOnce: 10 });
    passed(10, () => rate('ada', start));
    expect(passed(10, () => rate('ada', start + 10_000))).toBe(10);
  });

  test('does not lock anybody out when the clock is set back', () => {
    const rate = rateOf({ perMinute: 60, atOnce: 10 });
    passed(10, () => rate('ada', start));
    expect(rate('ada', start - 86_400_000)).toBe(0);
  });

  test('of none at all is no limit', () => {
    const rate = rateOf({ perMinute: 0, atOnce: 0 });
    expect(passed(1000, () => rate('ada', start))).toBe(1000);
  });

  test('holds on while others come, and forgets rather than grow', () => {
    const rate = rateOf({ perMinute: 60, atOnce: 1 }, 1000);
    rate('ada', start);
    for (let n = 0; n < 900; n++) rate(`somebody ${n}`, start);
    expect(rate('ada', start)).toBeGreaterThan(0);
    const before = process.memoryUsage().heapUsed;
    for (let n = 0; n < 300_000; n++) rate(`a name of twenty letters ${n}`, start + n);
    expect((process.memoryUsage().heapUsed - before) / 1e6).toBeLessThan(60);
  });

  test('costs less than a microsecond', () => {
    const rate = rateOf({ perMinute: 600, atOnce: 300 });
    const keys = Array.from({ length: 5000 }, (_, n) => `198.51.100.${n}`);
    const round = (from: number) => {
      for (let n = 0; n < 100_000; n++) rate(keys[n % keys.length] ?? '', from + n / 10);
    };
    round(start);
    const before = process.cpuUsage();
    for (let n = 1; n <= 5; n++) round(start + n * 10_000);
    const { user, system } = process.cpuUsage(before);
    const nanoseconds = ((user + system) / 500_000) * 1000;
    console.info(`a rate is asked in ${nanoseconds.toFixed(0)} ns`);
    expect(nanoseconds).toBeLessThan(1000);
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['192.0.2.7:51234', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['[2001:db8::1]:443', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::2:3:4:5', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
  ['x'.repeat(5000), 'x'.repeat(45)],
])('%s stands for %s', (address, network) => expect(networkOf(address)).toBe(network));

test('no hostile text takes long to be read as an address', () => {
  for (const part of [':', '1.', '::', '0', '[', '%', '1:', 'a'])
    expect(networkOf(part.repeat(30_000)).length).toBeLessThan(200);
});
