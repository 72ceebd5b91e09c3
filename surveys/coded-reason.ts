import { CATEGORY_LABELS, CODEBOOK, REASON_CATEGORIES, type ReasonCategory } from './codebook.ts';
import { LANGUAGES } from './languages.ts';
import { mappedReason, type ReasonMapping } from './reason-mapping.ts';
import { parseReason, type Reason } from './reasons.ts';

/** A cause in full: the detail is a code of the codebook, or made from the text where the codebook has none. */
export type CodedReason = { category: ReasonCategory; detail: string };

const DECEASED = /\bdeceased\b/iu;

/** What a company calls its reasons, and the codes of its own, each as `slugOf` makes it. */
export type CompanyWords = ReadonlyMap<string, Reason>;

/** How an import reads reasons: by a mapping where one is given, else by the company's words, then the codebook's. */
export type ReasonReading = { mapping: ReasonMapping | null; words: CompanyWords };

/** The code for a reason as it was written; `null` when nothing has it. */
export function codedReason(text: string, { mapping, words }: ReasonReading): CodedReason | null {
  const reason = mapping ? mappedReason(mapping, text) : readReason(text, words);
  if (!reason) return null;
  const { category } = reason;
  if (reason.detail !== null) return { category, detail: reason.detail };
  const isDeath = category === 'circumstances' && DECEASED.test(text);
  return { category, detail: isDeath ? 'deceased' : slugOf(text) };
}

const readReason = (text: string, words: CompanyWords): Reason | null =>
  parseReason(text.trim()) ?? words.get(slugOf(text)) ?? labelledReason(text);

/** A text as a code: `Competitor had better devices` is `competitor-had-better-devices`. */
export function slugOf(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’]/gu, '')
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  return (words ?? ['unknown']).join('-').slice(0, 60);
}

/** Every label and code of the codebook, in every language, as a slug. */
const REASON_BY_SLUG: ReadonlyMap<string, Reason> = new Map(
  REASON_CATEGORIES.flatMap((category) => [
    ...LANGUAGES.map((language): [string, Reason] => [
      slugOf(CATEGORY_LABELS[category][language]),
      { category, detail: null },
    ]),
    ...Object.entries(CODEBOOK[category]).flatMap(([detail, labels]) =>
      [detail, ...LANGUAGES.map((language) => labels[language])].map((word): [string, Reason] => [
        slugOf(word),
        { category, detail },
      ]),
    ),
  ]),
);

const labelledReason = (text: string): Reason | null => REASON_BY_SLUG.get(slugOf(text)) ?? null;
