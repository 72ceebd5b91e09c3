import { z } from 'zod';
import type { Condition } from '#db/schema/program-parts.ts';
import { channels, programKinds } from '#db/schema/programs.ts';
import { isDay } from '../company/calendar-day.ts';
import { conditionProblems } from './audience/condition-check.ts';
import { programLetter, reminders } from './letters/letter-input.ts';

const whole = (least: number, most: number) =>
  z
    .number(`From ${least} to ${most}.`)
    .int('A whole number.')
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most}.`);
const text = (most: number) => z.string().trim().max(most, `At most ${most} characters.`);
// A line break in a subject or a name would end a mail's header.
const oneLine = (most: number) => text(most).regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'This must be one line.');
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'A time is written HH:MM.');

/** A condition; a refusal names the place in it, such as `audience.all.0.value`. */
export const condition = z
  .record(z.string(), z.unknown())
  .superRefine((sent, context) => {
    for (const [place, message] of Object.entries(conditionProblems(sent))) {
      context.addIssue({ code: 'custom', message, path: place === '(all)' ? [] : place.split('.') });
    }
  })
  // It has just been checked, every part of it.
  .transform((sent) => sent as Condition);

export const sample = z.union(
  [z.strictObject({ count: whole(1, 10_000_000) }), z.strictObject({ percent: whole(1, 99) })],
  'A number of customers, or from 1 to 99 percent.',
);
export const holdOutPercent = whole(0, 50);

/** What everybody who answers is given; null leaves it to `rewardMinor`. */
const reward = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), amountMinor: whole(1, 100_000_000) }),
  z.strictObject({ kind: z.literal('points'), points: whole(1, 1_000_000) }),
  z.strictObject({
    kind: z.literal('lottery'),
    prizeMinor: whole(1, 1_000_000_000),
    winners: whole(1, 1000),
  }),
]);

const trigger = z.strictObject({
  on: z.enum(['order', 'departure', 'event']),
  event: oneLine(80).optional(),
  after: z.union(
    [
      z.strictObject({ minutes: whole(0, 1440) }),
      z.strictObject({ days: whole(0, 365) }),
      z.strictObject({ months: whole(1, 24) }),
    ],
    'After so many minutes, days or months.',
  ),
});

export const newProgram = z.strictObject({
  name: oneLine(80).min(1, 'This is needed.'),
  kind: z.enum(programKinds),
  surveyId: z.string().max(80),
});

/** Everything a manager may change of a program; what is not said stays. */
export const programChange = z
  .strictObject({
    name: oneLine(80),
    surveyId: z.string().max(80),
    audience: condition,
    channel: z.enum(channels),
    opensOnDay: whole(1, 28),
    windowDays: whole(1, 28),
    opensOn: z.string().refine(isDay, 'This is not a day of the calendar.').nullable(),
    sendFrom: time,
    sendUntil: time,
    closesAfterDays: whole(1, 90),
    trigger: trigger.nullable(),
    sample: sample.nullable(),
    holdOutPercent,
    reminders,
    letter: programLetter,
    rewardMinor: whole(1, 100_000_000).nullable(),
    reward: reward.nullable(),
  })
  .partial();

export const audienceQuestion = z.strictObject({
  condition,
  sample: sample.nullable().optional(),
  holdOutPercent: holdOutPercent.optional(),
  programId: z.string().max(80).optional(),
});
