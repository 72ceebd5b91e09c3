import { useTranslation } from 'react-i18next';
import type { DocumentPath } from '#surveys/text-languages.ts';
import { placeOf } from './document-tree.ts';
import type { Problem } from './surveys-data.ts';

/** What is wrong, as a sentence in the desk's language. */
export function useProblemWords() {
  const { t } = useTranslation('surveys');
  return ({ code, params, message }: Problem): string => {
    const part = 'property' in params ? String(params['property']) : '';
    const named = part === '' ? params : { ...params, property: t(`part.${part}`, { defaultValue: part }) };
    return t(`problem.${code}`, { ...named, defaultValue: message });
  };
}

/** The problems at a place and below it. */
export function problemsIn(problems: readonly Problem[], path: DocumentPath): Problem[] {
  const place = placeOf(path);
  return place === '' ? [...problems] : problems.filter((problem) => isBelow(problem.path, place));
}

/** The problems of a question, without those of questions inside it, which stand at their own. */
export function problemsOf(problems: readonly Problem[], path: DocumentPath): Problem[] {
  const inner = placeOf([...path, 'elements']);
  return problemsIn(problems, path).filter((problem) => !isBelow(problem.path, inner));
}

export const isBelow = (path: string, place: string): boolean =>
  path === place || (path.startsWith(place) && /^[.[]/u.test(path.slice(place.length)));

/** Wrong before what is left out, and both before advice. */
export const weight = { wrong: 0, unserved: 1, advice: 2 } as const satisfies Record<
  Problem['severity'],
  number
>;
