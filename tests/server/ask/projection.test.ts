import { expect, test } from 'vitest';
import { projectionOf, type Progress } from '#server/ask/projection.ts';

const now = new Date('2026-10-01T10:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const halfWay: Progress = {
  now,
  left: 600,
  due: 0,
  lastSendAt: new Date('2026-10-05T16:00:00Z'),
  sent: { n: 120, since: ago(60) },
  isPaused: false,
};

test.each<[string, Partial<Progress>, string | null, number]>([
  ['ends with its last hour', {}, '2026-10-05T16:00:00.000Z', 120],
  [
    'takes as long as what is due needs at this rate',
    { due: 600, lastSendAt: null },
    '2026-10-01T15:00:00.000Z',
    120,
  ],
  ['ends with its last hour, though some are due', { due: 60 }, '2026-10-05T16:00:00.000Z', 120],
  [
    'that began half an hour ago is twice as fast',
    { sent: { n: 120, since: ago(30) } },
    '2026-10-05T16:00:00.000Z',
    240,
  ],
  [
    'that began this second is not infinitely fast',
    { sent: { n: 5, since: now } },
    '2026-10-05T16:00:00.000Z',
    300,
  ],
  [
    'that waits for its hours sends none an hour',
    { sent: { n: 0, since: ago(60) } },
    '2026-10-05T16:00:00.000Z',
    0,
  ],
  ['whose due mails do not go ends nobody knows when', { due: 5, sent: { n: 0, since: ago(60) } }, null, 0],
  ['that is paused has no end', { isPaused: true }, null, 120],
  ['that has sent everything has no end to come', { left: 0, lastSendAt: null }, null, 120],
])('a wave %s', (_what, progress, endsAt, perHour) => {
  const found = projectionOf({ ...halfWay, ...progress });
  expect({ ...found, endsAt: found.endsAt?.toISOString() ?? null }).toMatchObject({ endsAt, perHour });
});
