import { parseReason, REASON_CATEGORIES, type Reason } from '#surveys/reasons.ts';

/** A text of which somebody said what it means; no reasons where there is none in it. */
export interface Lesson {
  text: string;
  reasons: Reason[];
}

/** What a text is put under: a category, or `none`. */
export const readerClasses = [...REASON_CATEGORIES, 'none'] as const;
export type ReaderClass = (typeof readerClasses)[number];

/** Reads lines of `category/detail+category`, a tab, and a text; `none` for a text without a reason. */
export function parseLessons(source: string): Lesson[] {
  return source
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.indexOf('\t');
      const reasons = parseLabel(line.slice(0, at));
      if (at < 0 || !reasons) throw new Error(`This line is no lesson: ${line}`);
      return { text: line.slice(at + 1).trim(), reasons };
    });
}

export function parseLabel(label: string): Reason[] | null {
  if (label === 'none') return [];
  const reasons = label.split('+').map((code) => parseReason(code));
  return reasons.every((reason) => reason !== null) ? reasons : null;
}

/** The numbers of the classes a lesson belongs to. */
export function classesOf({ reasons }: Pick<Lesson, 'reasons'>): number[] {
  const named = new Set<ReaderClass>(reasons.map(({ category }) => category));
  if (named.size === 0) named.add('none');
  return [...named].map((name) => readerClasses.indexOf(name));
}
