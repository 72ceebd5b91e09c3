import { stemmer as arabicStem } from '@orama/stemmers/arabic';
import { stemmer as englishStem } from '@orama/stemmers/english';
import { stemmer as russianStem } from '@orama/stemmers/russian';
import { scriptOf } from './script.ts';

const mostKept = 40_000;
const kept = new Map<string, string[]>();

/**
 * What a folded word may be an inflection of, the likeliest first. Arabic and Hebrew write "and", "the", "to" and the
 * like at the front of the next word, so the word without them is among them.
 */
export function stemsOf(folded: string): string[] {
  const known = kept.get(folded);
  if (known) return known;
  if (kept.size >= mostKept) kept.clear();
  const stems = [...new Set(cut(folded))];
  kept.set(folded, stems);
  return stems;
}

function cut(folded: string): string[] {
  const script = scriptOf(folded);
  if (script === 'latin') return [englishStem(folded)];
  if (script === 'cyrillic') return [russianStem(folded)];
  if (script === 'arabic') return arabicStems(folded);
  if (script === 'hebrew') return hebrewStems(folded);
  return [folded];
}

const arabicPrefixes = ['وبال', 'وال', 'بال', 'فال', 'كال', 'ولل', 'لل', 'ال', 'و', 'ف', 'ب', 'ل', 'ك'];

function arabicStems(word: string): string[] {
  const bare = withoutPrefix(word, arabicPrefixes, 3);
  return [bare, word].map((form) => form && arabicStem(form)).filter((form) => form !== '');
}

const hebrewPrefixes = [
  'וכשה',
  'ושה',
  'שה',
  'וה',
  'מה',
  'בה',
  'לה',
  'כש',
  'וש',
  'ול',
  'וב',
  'ומ',
  'ה',
  'ו',
  'ב',
  'ל',
  'מ',
  'ש',
  'כ',
];
const hebrewSuffixes = ['יות', 'ימ', 'ות', 'יה', 'כמ', 'נו', 'תי', 'תמ', 'ית', 'ה', 'ת', 'י', 'ו'];

function hebrewStems(word: string): string[] {
  const bare = withoutPrefix(word, hebrewPrefixes, 3);
  return [...new Set([word, bare])].map((form) => withoutSuffix(form, hebrewSuffixes, 3));
}

function withoutPrefix(word: string, prefixes: string[], least: number): string {
  const prefix = prefixes.find((each) => word.startsWith(each) && word.length - each.length >= least);
  return prefix ? word.slice(prefix.length) : word;
}

function withoutSuffix(word: string, suffixes: string[], least: number): string {
  const suffix = suffixes.find((each) => word.endsWith(each) && word.length - each.length >= least);
  return suffix ? word.slice(0, -suffix.length) : word;
}
