import type { TFunction } from 'i18next';
import type { Format } from '#client/locales/format.ts';
import { nearestLanguage } from '#client/locales/languages.ts';
import { parseReason, reasonLabel } from '#surveys/reasons.ts';

export type Fact = { code: string; facts: Record<string, string | number> };

type Words = { t: TFunction<'inbox'>; exists: (key: string) => boolean; format: Format; language: string };

/** What a decision rests on, as sentences in the reader's language. A code without a sentence is left out. */
export function whySentences(why: readonly Fact[], words: Words): string[] {
  return why
    .filter(({ code }) => words.exists(`inbox:why.${code}`))
    .map(({ code, facts }) => words.t(`why.${code}`, readable(facts, words)));
}

function readable(facts: Fact['facts'], { format, language }: Words): Fact['facts'] {
  const currency = String(facts.currency ?? '');
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (name.endsWith('Minor') && currency) return [name, format.money(Number(value), currency)];
      if (name.endsWith('On')) return [name, format.day(String(value))];
      const reason = name === 'reason' ? parseReason(value) : null;
      return [name, reason ? reasonLabel(reason, nearestLanguage(language)) : value];
    }),
  );
}
