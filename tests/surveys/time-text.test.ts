import { expect, test } from 'vitest';
import { isTimeText, type TimeInput } from '#surveys/time-text.ts';

test.each<[TimeInput, string, boolean]>([
  ['date', '2026-02-28', true],
  ['date', '2026-02-29', false],
  ['date', '2028-02-29', true],
  ['date', '2026-13-01', false],
  ['date', '2026-2-1', false],
  ['date', '٢٠٢٦-٠٢-٠١', false],
  ['date', '2026-02-28\n', false],
  ['time', '00:00', true],
  ['time', '23:59', true],
  ['time', '24:00', false],
  ['time', '9:30', false],
  ['datetime-local', '2026-02-28T09:30', true],
  ['datetime-local', '2026-02-30T09:30', false],
  ['datetime-local', '2026-02-28 09:30', false],
  ['month', '2026-12', true],
  ['month', '2026-00', false],
  ['week', '2026-W53', true],
  ['week', '2025-W53', false],
  ['week', '2020-W53', true],
  ['week', '2026-W00', false],
  ['week', '2026-W54', false],
])('%s %j is one there is: %s', (kind, text, expected) => expect(isTimeText(kind, text)).toBe(expected));
