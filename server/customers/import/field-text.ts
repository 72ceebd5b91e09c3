import { read, unusable, type Reading } from './problem.ts';

const longestText = 10_000;
const longestId = 200;
const longestEmail = 254;

/** Any text, kept as it is written: spaces, formulas and all. */
export function readText(text: string): Reading<string> {
  if (text.length > longestText) return unusable('text-too-long', { longest: longestText });
  return text.includes('\0') ? unusable('text-with-nul') : read(text);
}

export function readId(text: string): Reading<string> {
  const id = text.trim();
  if (id === '') return unusable('value-missing');
  return id.length > longestId ? unusable('text-too-long', { longest: longestId }) : readText(id);
}

export function readEmail(text: string): Reading<string> {
  const email = text.trim();
  const [, domain = ''] = email.split('@');
  const isGood =
    email.length <= longestEmail &&
    /^[^\s@<>(),;:"\\[\]\p{C}]{1,64}@[^\s@]+$/u.test(email) &&
    !/^\.|\.\.|\.@/.test(email) &&
    /^(?!-)[\p{L}\p{N}-]+(?<!-)(\.(?!-)[\p{L}\p{N}\p{M}-]+(?<!-))+$/u.test(domain);
  return isGood ? read(email) : unusable('email-bad', { text });
}

export function readLocale(text: string): Reading<string> {
  try {
    const [locale] = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'));
    const isLanguage = locale !== undefined && /^[a-z]{2,3}(-|$)/.test(locale);
    return isLanguage ? read(locale) : unusable('locale-unknown', { text });
  } catch {
    return unusable('locale-unknown', { text });
  }
}

export function readTimeZone(text: string): Reading<string> {
  try {
    return read(new Intl.DateTimeFormat('en', { timeZone: text.trim() }).resolvedOptions().timeZone);
  } catch {
    return unusable('time-zone-unknown', { text });
  }
}

export function readOneOf<const T extends string>(allowed: readonly T[]): (text: string) => Reading<T> {
  return (text) => {
    const word = text.trim().toLowerCase();
    const found = allowed.find((one) => one === word);
    return found ? read(found) : unusable('value-not-one-of', { text, allowed: allowed.join(', ') });
  };
}
