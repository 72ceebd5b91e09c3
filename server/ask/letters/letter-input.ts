import { z } from 'zod';
import { contrastAgainstWhite, leastContrast } from '../../company/contrast.ts';
import { mostReminders, unknownPlaceholders } from './letter-words.ts';

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most} characters.`)
    .superRefine((words, context) => {
      const [unknown] = unknownPlaceholders(words);
      if (unknown === undefined) return;
      context.addIssue(`${unknown} is not known. Only {{name}} and {{company}} can be filled in.`);
    });
// A line break in a subject or a name would end a mail's header.
const oneLine = (most: number) => text(most).regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'This must be one line.');
const email = z.string().trim().max(254).pipe(z.email('This is not an e-mail address.'));

const letterTexts = z.partialRecord(
  z.enum(['en', 'ar', 'he', 'ru']),
  z.strictObject({
    subject: oneLine(200).optional(),
    ask: text(2000).optional(),
    time: text(500).optional(),
    button: oneLine(80).optional(),
  }),
);

export const reminders = z
  .array(
    z.strictObject({
      afterDays: z
        .number('From 1 to 30.')
        .int('A whole number.')
        .min(1, 'At least 1.')
        .max(30, 'At most 30.'),
      texts: letterTexts.default({}),
    }),
  )
  .max(mostReminders, 'At most three reminders.');

export const programLetter = z.strictObject({
  senderName: oneLine(120).optional(),
  senderEmail: email.optional(),
  replyTo: email.optional(),
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'A colour is written #rrggbb.')
    .refine((color) => contrastAgainstWhite(color) >= leastContrast, 'White text cannot be read on it.')
    .optional(),
  texts: letterTexts,
  hasFirstQuestion: z.boolean(),
});

/** A letter as it is being written, to look at or to try. */
export const letterDraft = z.strictObject({
  locale: z.enum(['en', 'ar', 'he', 'ru']),
  round: z.number().int().min(0).max(mostReminders),
  letter: programLetter,
  reminders,
});

export type LetterDraft = z.output<typeof letterDraft>;
