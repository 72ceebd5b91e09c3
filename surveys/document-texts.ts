import { isObject } from './definition-reader.ts';
import { type At, below, say, type Walk } from './document-walk.ts';
import { hasMarkup, plainText } from './plain-text.ts';
import { SHOWN_TEXTS } from './shown-texts.ts';

/** The words a person sees first: `default`, else English, else any. */
export function firstWords(text: unknown): string | null {
  const texts = isObject(text) ? [text['default'], text['en'], ...Object.values(text)] : [text];
  const words = texts.find((word) => typeof word === 'string' && word.trim() !== '');
  return typeof words === 'string' ? plainText(words.slice(0, 4000)).slice(0, 200) || null : null;
}

/** The texts of one thing made servable: plain words, a `default`, and languages that stand; blank texts are left out. */
export function withServedTexts(
  source: Record<string, unknown>,
  at: At,
  walk: Walk,
): { served: Record<string, unknown>; missing: Set<string> } {
  const served = { ...source };
  const missing = new Set<string>();
  for (const property of SHOWN_TEXTS) {
    if (!(property in source)) continue;
    const text = servedText(source[property], below(at, property), walk);
    if (text === null) delete served[property];
    else {
      served[property] = text;
      for (const language of languagesMissing(source[property], walk)) missing.add(language);
    }
  }
  return { served, missing };
}

type Texts = { default: string } & Record<string, string>;

function servedText(source: unknown, at: At, walk: Walk): string | Texts | null {
  if (typeof source === 'string') return words(source, at, walk);
  if (typeof source === 'number') return String(source);
  if (!isObject(source)) {
    if (source !== null && source !== undefined) say(walk, at, { said: ['not-a-text', {}] });
    return null;
  }
  const texts = Object.entries(source).flatMap(([language, text]): [string, string][] => {
    if (typeof text !== 'string') {
      if (text !== null) say(walk, below(at, language), { said: ['not-a-text', {}] });
      return [];
    }
    const served = words(text, below(at, language), walk);
    return served === null || language === '__proto__' ? [] : [[language, served]];
  });
  const known = new Map(texts);
  const fallback = known.get('default') ?? known.get('en') ?? texts[0]?.[1];
  return fallback === undefined ? null : { ...Object.fromEntries(texts), default: fallback };
}

const LONGEST_SHOWN_TEXT = 2000;
const FILLED = /\{[^{}]*\}/u;

function words(text: string, at: At, walk: Walk): string | null {
  if (text.length > 20 * LONGEST_SHOWN_TEXT) {
    say(walk, at, { said: ['text-too-long', { most: LONGEST_SHOWN_TEXT }] });
    return null;
  }
  const plain = hasMarkup(text) ? plainText(text) : text.trim();
  if (plain !== text.trim()) say(walk, at, { said: ['markup-removed', {}] });
  if (plain === '') return null;
  const filled = FILLED.exec(plain);
  if (filled) say(walk, at, { said: ['text-filled', { filled: filled[0].slice(0, 60) }] });
  else if (plain.length > LONGEST_SHOWN_TEXT)
    say(walk, at, { said: ['text-too-long', { most: LONGEST_SHOWN_TEXT }] });
  return filled || plain.length > LONGEST_SHOWN_TEXT ? null : plain;
}

function languagesMissing(source: unknown, { languages }: Walk): string[] {
  const texts: Record<string, unknown> = isObject(source) ? source : { default: source };
  const stands = (language: string) => typeof texts[language] === 'string' && texts[language] !== '';
  return languages.filter((language) => !stands(language) && !(language === 'en' && stands('default')));
}
