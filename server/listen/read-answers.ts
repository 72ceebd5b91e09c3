import { CORRECTING_FIELD, LANGUAGE_FIELD } from '#surveys/form-steps.ts';
import { isObject } from '#surveys/is-object.ts';
import { isLanguage } from '#surveys/languages.ts';
import type { Given } from './take-response.ts';

export type ReadAnswers = { given: Given } | { refused: 'content-type' | 'unreadable' };

/** Reads what a survey page posts: a plain form, or `{ answers, language }` as JSON. */
export function readAnswers(contentType: string | undefined, body: string): ReadAnswers {
  switch (mediaTypeOf(contentType)) {
    case 'application/x-www-form-urlencoded':
      return { given: formOf([...new URLSearchParams(body)]) };
    case 'application/json':
      return readJson(body);
    default:
      return { refused: 'content-type' };
  }
}

/** Reads a small form of the page, posted plainly or as JSON. */
export function readFields(
  contentType: string | undefined,
  body: string,
): { fields: Map<string, unknown> } | { refused: 'content-type' | 'unreadable' } {
  const mediaType = mediaTypeOf(contentType);
  if (mediaType === 'application/x-www-form-urlencoded')
    return { fields: new Map(new URLSearchParams(body)) };
  if (mediaType !== 'application/json') return { refused: 'content-type' };
  try {
    const read: unknown = JSON.parse(body);
    return isObject(read) ? { fields: new Map(Object.entries(read)) } : { refused: 'unreadable' };
  } catch {
    return { refused: 'unreadable' };
  }
}

function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1).join('').trim().toLowerCase();
}

function formOf(fields: [string, string][]): Given {
  const language = fields.find(([name]) => name === LANGUAGE_FIELD)?.[1];
  const isCorrecting = fields.some(([name, value]) => name === CORRECTING_FIELD && value === '1');
  return { via: 'form', fields, language: isLanguage(language) ? language : null, isCorrecting };
}

function readJson(body: string): ReadAnswers {
  try {
    const read: unknown = JSON.parse(body);
    if (typeof read !== 'object' || read === null || !('answers' in read)) return { refused: 'unreadable' };
    const asked = 'language' in read ? read.language : null;
    const language = isLanguage(asked) ? asked : null;
    const isCorrecting = 'correcting' in read && read.correcting === true;
    return { given: { via: 'json', answers: read.answers, language, isCorrecting } };
  } catch {
    return { refused: 'unreadable' };
  }
}
