import { describe, expect, test } from 'vitest';
import { grouped, type EarlierMail } from '#server/answer/alerts/grouping.ts';
import type { AlertChoice } from '#server/answer/alerts/notice.ts';

const now = new Date('2026-10-14T07:30:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const inMinutes = (minutes: number) => ago(-minutes);
const mail = (minutes: number, wasUrgent = false): EarlierMail => ({ at: ago(minutes), wasUrgent });
const until = (at: Date) => ({ tell: 'nothing', until: at });
const all = { tell: 'all' };
const urgent = { tell: 'urgent' };

const of = (mode: AlertChoice['mode'], earlier: EarlierMail[] = [], timeZone = 'Asia/Riyadh') => ({
  mode,
  earlier,
  timeZone,
});

describe('a mail at once', () => {
  test.each([
    ['the first of a quiet person goes as it comes', 0, 2, [], all],
    ['what follows within ten minutes waits for their end', 1, 2, [mail(3)], until(inMinutes(7))],
    ['ten minutes after the last mail everything goes', 4, 2, [mail(10)], all],
    ['a last mail long ago is none', 0, 2, [mail(55)], all],
    ['nothing waits longer than ten minutes, whatever broke through', 10, 2, [mail(2, true)], all],
    [
      'what waited when an urgent one went has its own ten minutes',
      6,
      2,
      [mail(2, true)],
      until(inMinutes(4)),
    ],
    ['an urgent one waits for nobody', 0, 4, [mail(3)], urgent],
    ['nor a third one', 0, 4, [mail(3, true), mail(8, true)], urgent],
    [
      'a fourth one of an hour waits with the others',
      0,
      4,
      [mail(3, true), mail(8, true), mail(12, true)],
      until(inMinutes(7)),
    ],
    [
      'mails without urgent ones do not count',
      0,
      4,
      [mail(1), mail(2), mail(3, true), mail(4, true)],
      urgent,
    ],
    ['an hour later it may again', 0, 4, [mail(3, true), mail(8, true), mail(60, true)], urgent],
  ] as const)('%s', (_, waitedMinutes, worst, earlier, expected) => {
    const waiting = { since: ago(waitedMinutes), worst };
    expect(grouped(waiting, of('immediate', [...earlier]), now)).toEqual(expected);
  });
});

describe('a mail by the hour or by the day', () => {
  test.each([
    ['waits for the full hour', 'hourly', '2026-10-14T07:10:00Z', 'Asia/Riyadh', until(inMinutes(30))],
    ['goes when the hour is full', 'hourly', '2026-10-14T06:59:00Z', 'Asia/Riyadh', all],
    ['has the hours of its zone', 'hourly', '2026-10-14T07:10:00Z', 'Asia/Kolkata', all],
    [
      'waits for eight in the morning',
      'daily',
      '2026-10-14T06:00:00Z',
      'Asia/Riyadh',
      until(tomorrowAt('05:00')),
    ],
    ['goes when it was eight since', 'daily', '2026-10-14T04:59:00Z', 'Asia/Riyadh', all],
    [
      'of the night waits for the morning',
      'daily',
      '2026-10-14T06:00:00Z',
      'America/New_York',
      until(today('12:00')),
    ],
  ] as const)('%s', (_, mode, since, timeZone, expected) => {
    expect(grouped({ since: new Date(since), worst: 3 }, of(mode, [], timeZone), now)).toEqual(expected);
  });

  test.each(['hourly', 'daily'] as const)('%s does not hold up an urgent one', (mode) => {
    expect(grouped({ since: ago(1), worst: 4 }, of(mode), now)).toEqual(urgent);
  });

  test('a morning in which the clocks change is a morning', () => {
    const spring = of('daily', [], 'Europe/Berlin');
    const at = (instant: string) => new Date(instant);
    const waiting = { since: at('2026-03-28T12:00:00Z'), worst: 2 };
    expect(grouped(waiting, spring, at('2026-03-28T20:00:00Z'))).toEqual(until(at('2026-03-29T06:00:00Z')));
  });
});

test('who wants no mail gets none, and nothing is waited for', () => {
  expect(grouped({ since: ago(99), worst: 4 }, of('off'), now)).toEqual({ tell: 'nothing', until: null });
});

function today(time: string): Date {
  return new Date(`2026-10-14T${time}:00Z`);
}

function tomorrowAt(time: string): Date {
  return new Date(`2026-10-15T${time}:00Z`);
}
