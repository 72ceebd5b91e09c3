import { LANGUAGE_FIELD, SUBMISSION_FIELD } from '#surveys/form-steps.ts';
import { isLanguage } from '#surveys/languages.ts';
import { readSubmission } from './submissions.ts';
import type { Given } from './take-response.ts';

export type ReadAnswers = { given: Given } | { refused: 'content-type' | 'unreadable' };

/** Reads what a survey page posts: a plain form, or `{ answers, language }` as JSON. */
export function readAnswers(contentType: string | undefined, body: string): ReadAnswers {
  const [mediaType = ''] = (contentType ?? '').split(';');
  switch (mediaType.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return { given: formOf([...new URLSearchParams(body)]) };
    case 'application/json':
      return readJson(body);
    default:
      return { refused: 'content-type' };
  }
}

function formOf(fields: [string, string][]): Given {
  const field = (asked: string) => fields.find(([name]) => name === asked)?.[1];
  const language = field(LANGUAGE_FIELD);
  const submission = readSubmission(field(SUBMISSION_FIELD));
  return { via: 'form', fields, language: isLanguage(language) ? language : null, submission };
}

function readJson(body: string): ReadAnswers {
  try {
    const read: unknown = JSON.parse(body);
    if (typeof read !== 'object' || read === null || !('answers' in read)) return { refused: 'unreadable' };
    const asked = 'language' in read ? read.language : null;
    const language = isLanguage(asked) ? asked : null;
    const submission = readSubmission('submission' in read ? read.submission : null);
    return { given: { via: 'json', answers: read.answers, language, submission } };
  } catch {
    return { refused: 'unreadable' };
  }
}
