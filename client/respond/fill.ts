import type { Language } from '#surveys/languages.ts';

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Puts values into `{{places}}`. A value keeps its own direction: a Latin name inside an Arabic sentence stays whole. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/gu, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === 'number' ? String(value) : FIRST_STRONG_ISOLATE + value + POP_ISOLATE;
  });
}

/** The form a count takes in a language: `questions_few` of `{ questions_few: … }`. */
export function fillCount(texts: Record<string, string>, key: string, { count, language }: Counted): string {
  const form = new Intl.PluralRules(language).select(count);
  return fill(texts[`${key}_${form}`] ?? texts[`${key}_other`] ?? '', { count });
}

type Counted = { count: number; language: Language };
