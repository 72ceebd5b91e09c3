import type { InEveryLanguage, Language } from '#surveys/languages.ts';

export type Labels = Partial<InEveryLanguage>;

/** A label for every reader: where a language has none, that of the company's language, then any, then `otherwise`. */
export function everyLabelOf(labels: Labels, home: Language, otherwise: string): InEveryLanguage {
  const known = labels[home] ?? labels.en ?? Object.values(labels)[0] ?? otherwise;
  return { en: known, ar: known, he: known, ru: known, ...labels };
}

/** What stands after labels were set anew: an empty one is taken back. */
export const labelsSet = (before: Labels, set: Labels): Labels =>
  Object.fromEntries(Object.entries({ ...before, ...set }).filter(([, label]) => label !== ''));
