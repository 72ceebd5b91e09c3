import { expect, test } from 'vitest';
import type { GroupFigure } from '#client/desk/departments/departments-data.ts';
import { ordered, type Order } from '#client/desk/departments/group-order.ts';

const groups: GroupFigure[] = [
  group('', -50, 0.5),
  group('Huda', 20, 0.1, 5),
  { ...group('Few', 0, 0), nps: { value: null, n: '<5', interval: null, hidden: 'too-few' } },
  group('Rami', -10, 0.3),
  group('Lena', 40, 0.2, -5),
];

test.each<[Order, string[]]>([
  [{ by: 'nps', isDown: false }, ['Rami', 'Huda', 'Lena', '', 'Few']],
  [{ by: 'nps', isDown: true }, ['Lena', 'Huda', 'Rami', '', 'Few']],
  [{ by: 'name', isDown: false }, ['Huda', 'Lena', 'Rami', '', 'Few']],
  [{ by: 'name', isDown: true }, ['Rami', 'Lena', 'Huda', '', 'Few']],
  [{ by: 'service', isDown: true }, ['Rami', 'Lena', 'Huda', '', 'Few']],
  [{ by: 'change', isDown: false }, ['Lena', 'Huda', 'Rami', '', 'Few']],
  [{ by: 'change', isDown: true }, ['Huda', 'Lena', 'Rami', '', 'Few']],
])('in the order of %o the hidden stand last, behind those without a name', (order, keys) => {
  expect(ordered(groups, order, (key) => key || 'Aaron').map(({ key }) => key)).toEqual(keys);
});

function group(key: string, nps: number, service: number, change?: number): GroupFigure {
  const figure = (value: number) => ({ value, n: 50, interval: { low: value, high: value }, hidden: null });
  return {
    key,
    nps: figure(nps),
    change: change === undefined ? null : { value: change, interval: { low: 0, high: 0 }, isReal: true },
    namedService: figure(service),
  };
}
