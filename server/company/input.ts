import { DateTime } from 'luxon';
import { z } from 'zod';
import { contrastAgainstWhite, leastContrast } from './contrast.ts';

const text = (most: number) =>
  z.string().trim().min(1, 'This is needed.').max(most, `At most ${most} characters.`);
const noBreak = /^[^\p{Cc}\u2028\u2029]*$/u;
// A line break in a name would end a mail's header.
export const oneLine = (most: number) => text(most).regex(noBreak, 'This must be one line.');

export const personName = oneLine(120);
export const languageCode = z.enum(['en', 'ar', 'he', 'ru'], 'This language is not spoken here.');

const longestLabel = 80;
const label = z
  .string()
  .trim()
  .max(longestLabel, `At most ${longestLabel} characters.`)
  .regex(noBreak, 'This must be one line.');

/** Labels in the languages named; an empty one is taken back. */
export const everyLabel = z.partialRecord(languageCode, label);
/** Labels in one language at least; the empty ones are left out. */
export const someLabels = everyLabel
  .transform((labels) => Object.fromEntries(Object.entries(labels).filter(([, written]) => written !== '')))
  .refine((labels) => Object.keys(labels).length > 0, 'Write it in one language at least.');

const currencies = new Set(Intl.supportedValuesOf('currency'));
const currency = z
  .string()
  .refine((code) => currencies.has(code), 'This is not a currency code such as EUR.');
const timeZone = z.string().refine(isTimeZone, 'This is not a time zone such as Europe/Berlin.');

const accentColor = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'A colour is written #rrggbb.')
  .superRefine((color, context) => {
    const ratio = contrastAgainstWhite(color);
    if (ratio >= leastContrast) return;
    // Cut, not rounded: 4.46 must not read as the 4.5 that would do.
    const shown = (Math.floor(ratio * 10) / 10).toFixed(1);
    context.addIssue(`Its contrast against white is ${shown}; at least ${leastContrast} is needed.`);
  });

const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'A time is written HH:MM.');
const opening = z
  .tuple([time, time])
  .refine(([opens, closes]) => opens < closes, 'It must close after it opens.');
const openings = z
  .array(opening)
  .max(6, 'At most six openings a day.')
  .transform((day) => day.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  .refine((day) => day.every(([opens], index) => opens >= (day[index - 1]?.[1] ?? '')), 'These overlap.');
const businessHours = z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), openings);

const day = z.string().refine((value) => /^\d{4}-\d\d-\d\d$/.test(value) && DateTime.fromISO(value).isValid, {
  error: 'This is not a day of the calendar.',
});
const holidays = z
  .array(day)
  .max(400, 'At most 400 days.')
  .transform((days) => [...new Set(days)].toSorted());

const wholeNumber = (least: number, most: number) =>
  z
    .number(`From ${least} to ${most}.`)
    .int('A whole number.')
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most}.`);

/** Everything an administrator may set about the company. */
export const settableCompany = z.object({
  name: oneLine(120),
  locale: languageCode,
  timeZone,
  currency,
  accentColor,
  senderName: oneLine(120),
  senderEmail: z.string().trim().max(254).pipe(z.email('This is not an e-mail address.')),
  businessHours,
  holidays,
  quietPeriodDays: wholeNumber(0, 365),
  firstContactHours: wholeNumber(1, 720),
  firstContactHoursGold: wholeNumber(1, 720),
  resolutionHours: wholeNumber(1, 2160),
  /** Whether the thank-you says who will be in touch by when, and whether it offers a call back. */
  announcesCases: z.boolean('Yes or no.'),
  offersCallback: z.boolean('Yes or no.'),
  /** A bad answer so soon after a case was resolved opens it again; 0 always opens a new one. */
  reopensWithinDays: wholeNumber(0, 365),
  /** So many hours after a case is resolved the customer is asked whether it was put right; null asks nobody. */
  followUpAfterHours: wholeNumber(1, 720).nullable(),
  /** Where replies to mails from a case come in; the case's mark is put behind the name of the mailbox. */
  replyAddress: z
    .string()
    .trim()
    .max(254)
    .pipe(z.email('This is not an e-mail address.'))
    .refine(
      (address) => !address.includes('+'),
      'The mark of the case is put behind a +: write it without one.',
    )
    .refine(
      (address) => address.indexOf('@') <= 18,
      'At most 18 characters before the @, so that the mark fits.',
    )
    .nullable(),
});

function isTimeZone(zone: string): boolean {
  try {
    return (
      new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '' &&
      !/^[+-]/.test(zone)
    );
  } catch {
    return false;
  }
}
