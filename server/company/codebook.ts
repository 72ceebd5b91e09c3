import type { reasonDetails } from '#db/schema/understand.ts';
import { CATEGORY_LABELS, CODEBOOK } from '#surveys/codebook.ts';
import { type CompanyWords, slugOf } from '#surveys/coded-reason.ts';
import { type InEveryLanguage, type Language, LANGUAGES } from '#surveys/languages.ts';
import { asWords, type OwnDetails, REASON_CATEGORIES } from '#surveys/reasons.ts';
import { everyLabelOf, type Labels } from './every-label.ts';
import { type Reason, type ReasonCategory, reasonLabel, reasonText } from '#surveys/reasons.ts';

type DetailRow = Pick<
  typeof reasonDetails.$inferSelect,
  'code' | 'category' | 'labels' | 'retiredAt' | 'mergedInto'
>;

export interface Detail {
  category: ReasonCategory;
  code: string;
  /** What people read, in every language. */
  labels: InEveryLanguage;
  /** What the company has written itself. */
  ownLabels: Labels;
  isShipped: boolean;
  retiredAt: Date | null;
  mergedInto: string | null;
}

/** The shipped details with what the company changed of them, and its own, by their codes. */
export type Codebook = ReadonlyMap<string, Detail>;

/** `home` is the language of the company: it stands where a detail of its own has no label in another one. */
export function codebookOf(rows: readonly DetailRow[], home: Language): Codebook {
  const changed = new Map(rows.map((row) => [row.code, row]));
  const shipped = REASON_CATEGORIES.flatMap((category) =>
    Object.entries<InEveryLanguage>(CODEBOOK[category]).map(([code, labels]): Detail => {
      const row = changed.get(code);
      const { retiredAt = null, mergedInto = null, labels: ownLabels = {} } = row ?? {};
      const isShipped = true;
      return {
        category,
        code,
        labels: { ...labels, ...ownLabels },
        ownLabels,
        isShipped,
        retiredAt,
        mergedInto,
      };
    }),
  );
  const codes = new Set(shipped.map(({ code }) => code));
  const own = rows.filter(({ code }) => !codes.has(code)).map((row) => ownDetail(row, home));
  return new Map([...shipped, ...own].map((detail) => [detail.code, detail]));
}

function ownDetail({ category, code, labels, retiredAt, mergedInto }: DetailRow, home: Language): Detail {
  return {
    category,
    code,
    labels: everyLabelOf(labels, home, asWords(code)),
    ownLabels: labels,
    isShipped: false,
    retiredAt,
    mergedInto,
  };
}

/**
 * The detail that one is shown and counted as: where its mergers lead, inside its category. A code nobody knows, and one
 * whose mergers lead in a circle, is itself. Nothing stored is changed by it, so it is asked whenever details are read.
 */
export function mergedDetail(codebook: Codebook, category: ReasonCategory, detail: string): string {
  const passed = new Set<string>();
  let code = detail;
  for (let next: string | null = detail; next !== null; next = mergedStep(codebook, category, code)) {
    if (passed.has(next)) return detail;
    passed.add(next);
    code = next;
  }
  return code;
}

function mergedStep(codebook: Codebook, category: ReasonCategory, code: string): string | null {
  const detail = codebook.get(code);
  if (detail?.category !== category || detail.mergedInto === null) return null;
  return codebook.get(detail.mergedInto)?.category === category ? detail.mergedInto : null;
}

/** Every detail that is shown as another, `price/dear` to `price/too-high`. */
export function mergersIn(codebook: Codebook): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const { category, code } of codebook.values()) {
    const shown = mergedDetail(codebook, category, code);
    if (shown !== code) merged[`${category}/${code}`] = `${category}/${shown}`;
  }
  return merged;
}

/** Every code that is shown as the same detail as this one, itself among them. */
export function codesShownAs(codebook: Codebook, category: ReasonCategory, detail: string): string[] {
  const shown = mergedDetail(codebook, category, detail);
  const others = [...codebook.values()].filter((one) => one.category === category).map(({ code }) => code);
  return [...new Set([shown, detail, ...others])].filter(
    (code) => mergedDetail(codebook, category, code) === shown,
  );
}

/** What a person reads for a reason: the company's words for the detail it is shown as. */
export function labelOf(codebook: Codebook, { category, detail }: Reason, language: Language): string {
  if (!detail) return CATEGORY_LABELS[category][language];
  const code = mergedDetail(codebook, category, detail);
  const shown = codebook.get(code);
  return shown?.category === category
    ? shown.labels[language]
    : reasonLabel({ category, detail: code }, language);
}

/** Whether the detail may be chosen: neither retired nor part of another one. */
export const isOffered = ({ retiredAt, mergedInto }: Detail): boolean =>
  retiredAt === null && mergedInto === null;

/** The company's own codes, each with its category: what a survey may state beside the shipped ones. */
export const ownDetailsOf = (codebook: Codebook): OwnDetails =>
  new Map(
    [...codebook.values()]
      .filter(({ isShipped }) => !isShipped)
      .map(({ code, category }) => [code, category]),
  );

/** The words an import may use for a reason: every label of the company's, and the codes of its own details. */
export const wordsOf = (codebook: Codebook): CompanyWords =>
  new Map(
    [...codebook.values()].flatMap(({ category, code, ownLabels, isShipped }) => {
      const reason = { category, detail: code };
      const codes = isShipped ? [] : [code, reasonText(reason)];
      return [...Object.values(ownLabels), ...codes].map((word): [string, Reason] => [slugOf(word), reason]);
    }),
  );

export type MergerRefusal = 'itself' | 'unknown' | 'other-category' | 'circle';

/** Why a detail cannot be shown as another one, `null` when it can. */
export function mergerRefusal(codebook: Codebook, from: Detail, into: string): MergerRefusal | null {
  if (into === from.code) return 'itself';
  const target = codebook.get(into);
  if (!target) return 'unknown';
  if (target.category !== from.category) return 'other-category';
  return mergedDetail(codebook, from.category, into) === from.code ? 'circle' : null;
}

/** Another detail of the category that is called the same in some language, whatever the letter case. */
export function namesake(
  codebook: Codebook,
  { category, code, labels }: { category: ReasonCategory; code: string | null; labels: Labels },
): { language: Language; detail: Detail } | null {
  const others = [...codebook.values()].filter((one) => one.category === category && one.code !== code);
  for (const language of LANGUAGES) {
    const label = labels[language];
    const detail = label ? others.find((one) => slugOf(one.labels[language]) === slugOf(label)) : undefined;
    if (detail) return { language, detail };
  }
  return null;
}

/** A code for a new detail, made from the label a reader of codes will most likely know. */
export function codeFor(codebook: Codebook, labels: Labels, home: Language): string {
  const stem = slugOf(labels.en ?? labels[home] ?? Object.values(labels)[0] ?? '');
  for (let number = 2, code = stem; ; number++) {
    if (!codebook.has(code)) return code;
    code = `${stem.slice(0, 56)}-${number}`;
  }
}
