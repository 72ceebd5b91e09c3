import { scriptOfWords, type Word } from './word.ts';

/** What the reader takes a text to be written in, by its letters and smallest words. */
export type ReadLanguage =
  'en' | 'ar' | 'he' | 'ru' | 'fa' | 'ur' | 'uk' | 'fr' | 'de' | 'es' | 'pt' | 'it' | 'tr' | 'nl' | 'pl';

const learned: readonly ReadLanguage[] = ['en', 'ar', 'he', 'ru'];

/** Whether there are lessons in it. */
export const isLearned = (language: ReadLanguage): boolean => learned.includes(language);

const small: [ReadLanguage, string[]][] = [
  ['en', 'the and is of to was it you your my for not with too very in on are i'.split(' ')],
  ['fr', 'le la les des est trop pas vous une et je pour avec sur tres nous votre'.split(' ')],
  ['de', 'der die das und ist nicht zu ich ein eine mit sie sehr wir war auf'.split(' ')],
  ['es', 'el los las es muy no una por con que mi su del y demasiado para'.split(' ')],
  ['pt', 'o os nao uma muito com para voces meu do da e foi mais em'.split(' ')],
  ['it', 'il lo gli e non troppo molto una per con che mi vostro sono di'.split(' ')],
  ['tr', 've bir cok icin ama degil bu ile daha gibi var yok fiyat'.split(' ')],
  ['nl', 'de het een niet is te van ik jullie met voor erg maar zijn'.split(' ')],
  ['pl', 'nie jest za w na i z do sie bardzo ale to od'.split(' ')],
];

export function languageOf(words: Word[]): ReadLanguage | null {
  const script = scriptOfWords(words);
  if (script === 'hebrew') return 'he';
  const text = words.map(({ folded }) => folded).join(' ');
  if (script === 'cyrillic') return /[іїєґ]/.test(text) ? 'uk' : 'ru';
  if (script === 'arabic') return /[ٹڈڑے]/.test(text) ? 'ur' : /[پچژگ]/.test(text) ? 'fa' : 'ar';
  if (script !== 'latin') return null;
  const known = new Set(words.map(({ folded }) => folded));
  const counts = small.map(([, all]) => all.filter((word) => known.has(word)).length);
  const most = Math.max(...counts);
  return most === 0 ? 'en' : (small[counts.indexOf(most)]?.[0] ?? 'en');
}
