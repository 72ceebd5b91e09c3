import { z } from 'zod';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { tiers } from '#db/schema/responses.ts';
import { monthPattern } from './calendar-month.ts';

const text = z.string().min(1).max(100).optional();

export const month = z.string().regex(monthPattern, 'must be a month such as 2026-10').optional();

/** What narrows the figures of a page, as the query of its address: every route of figures takes all of it. */
export const narrowing = {
  program: text,
  tier: z.enum(tiers).optional(),
  department: text,
  manager: text,
  language: text,
  named: z
    .string()
    .refine(isReason, 'must be a category such as price, or a detail such as price/too-high')
    .optional(),
  segment: z
    .string()
    .refine(isSegment, 'must be categories in alphabetical order such as price+service, or none')
    .optional(),
};

/** The months a page is about. */
export const span = { from: month, to: month };

function isReason(code: string): boolean {
  const [category, detail, ...rest] = code.split('/');
  const isCategory = REASON_CATEGORIES.some((known) => known === category);
  return isCategory && detail !== '' && rest.length === 0 && code.length <= 100;
}

function isSegment(segment: string): boolean {
  const categories = segment.split('+');
  const isSorted = categories.every((one, at) => at === 0 || (categories[at - 1] ?? '') < one);
  const known: readonly string[] = REASON_CATEGORIES;
  return segment === 'none' || (isSorted && categories.every((one) => known.includes(one)));
}
