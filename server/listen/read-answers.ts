import type { Given } from './take-response.ts';

export type ReadAnswers = { given: Given } | { refused: 'content-type' | 'unreadable' };

/** Reads what a survey page posts: a plain form, or `{ answers, language }` as JSON. */
export function readAnswers(contentType: string | undefined, body: string): ReadAnswers {
  const [mediaType = ''] = (contentType ?? '').split(';');
  switch (mediaType.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return { given: { via: 'form', fields: [...new URLSearchParams(body)] } };
    case 'application/json':
      return readJson(body);
    default:
      return { refused: 'content-type' };
  }
}

function readJson(body: string): ReadAnswers {
  try {
    const read: unknown = JSON.parse(body);
    if (typeof read !== 'object' || read === null || !('answers' in read)) return { refused: 'unreadable' };
    return {
      given: { via: 'json', answers: read.answers, language: 'language' in read ? read.language : null },
    };
  } catch {
    return { refused: 'unreadable' };
  }
}
