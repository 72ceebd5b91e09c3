import {
  CATEGORY_LABELS,
  CODEBOOK,
  REASON_CATEGORIES,
  type ReasonCategory,
  type ReasonCode,
} from './codebook.ts';
import type { InEveryLanguage, Language } from './languages.ts';

export { REASON_CATEGORIES, type ReasonCategory, type ReasonCode };

/** A coded cause: a category, and the detail below it where one is known (practice R1). */
export type Reason = { category: ReasonCategory; detail: string | null };

/** The details a company has beside the shipped ones, each with the category it stands under. */
export type OwnDetails = ReadonlyMap<string, ReasonCategory>;

const NO_OWN_DETAILS: OwnDetails = new Map();

const DETAILS: Record<ReasonCategory, Record<string, InEveryLanguage>> = CODEBOOK;

const CATEGORY_BY_DETAIL: ReadonlyMap<string, ReasonCategory> = new Map(
  REASON_CATEGORIES.flatMap((category) =>
    Object.keys(DETAILS[category]).map((detail): [string, ReasonCategory] => [detail, category]),
  ),
);

export const isReasonCategory = (value: unknown): value is ReasonCategory =>
  REASON_CATEGORIES.some((category) => category === value);

/** The shipped detail codes of a category, in the codebook's order. */
export const detailsOf = (category: ReasonCategory): string[] => Object.keys(DETAILS[category]);

/** The category a detail code stands under, `null` for a code that neither the codebook nor the company has. */
export const categoryOf = (detail: string, own: OwnDetails = NO_OWN_DETAILS): ReasonCategory | null =>
  CATEGORY_BY_DETAIL.get(detail) ?? own.get(detail) ?? null;

/** Reads `price` or `price/too-high`; `null` when neither the codebook nor the company has it. */
export function parseReason(text: unknown, own: OwnDetails = NO_OWN_DETAILS): Reason | null {
  const reason = markedReason(text);
  return reason?.detail && categoryOf(reason.detail, own) !== reason.category ? null : reason;
}

/**
 * Reads a reason that was checked when it was kept, such as a published survey's mark: its detail may be the company's
 * own. `null` for what names no category, and for a shipped detail under a category that is not its own.
 */
export function markedReason(text: unknown): Reason | null {
  if (isReasonCategory(text)) return { category: text, detail: null };
  if (typeof text !== 'string') return null;
  const [category, detail, ...rest] = text.split('/');
  if (!isReasonCategory(category) || !detail || rest.length > 0) return null;
  return (categoryOf(detail) ?? category) === category ? { category, detail } : null;
}

/** `price` or `price/too-high`: what `parseReason` reads. */
export const reasonText = ({ category, detail }: Reason): string =>
  detail ? `${category}/${detail}` : category;

/**
 * What a person reads for a reason: the detail's label, the category's where no detail is known, and the words of a
 * detail of the company's own, which an import made into a code.
 */
export function reasonLabel({ category, detail }: Reason, language: Language): string {
  if (!detail) return CATEGORY_LABELS[category][language];
  return DETAILS[category][detail]?.[language] ?? asWords(detail);
}

/** A code as it reads where nobody has written a label for it. */
export const asWords = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Whether the code names a wrong in our service, which opens a case whatever the score (`service` or below it). */
export const isServiceWrong = (code: string): boolean => parseReason(code)?.category === 'service';
