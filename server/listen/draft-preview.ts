import { checkDefinition } from '#surveys/definition.ts';
import { isObject } from '#surveys/is-object.ts';
import { readDocument } from '#surveys/read-document.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';

const mostRounds = 8;
const empty: SurveyDefinition = { pages: [{ name: 'page1', elements: [] }] };

/**
 * What can be shown of a document that is still being written: what can be served of it, without the places that have
 * still to be mended. A text that misses a language falls back to another.
 */
export function showable(document: Record<string, unknown>): SurveyDefinition {
  // Only the length is judged by kind, and a preview shows any.
  const { served } = readDocument(document, { kind: 'transactional', languages: [] });
  let left: Record<string, unknown> = { ...(served ?? empty) };
  for (let round = 0; round < mostRounds; round++) {
    const checked = checkDefinition(left, { kind: 'transactional', languages: [] });
    if (checked.ok) return checked.definition;
    const places = checked.problems.map(({ path }) => path);
    left = without(left, round < 2 ? places : places.map(enclosing));
  }
  return empty;
}

/** The document without what stands at the places. */
function without(document: Record<string, unknown>, places: string[]): Record<string, unknown> {
  const gone = new Set(places);
  const kept = (value: unknown, path: string): unknown => {
    if (Array.isArray(value))
      return value
        .map((item: unknown, index) => [item, `${path}[${index}]`] as const)
        .filter(([, at]) => !gone.has(at))
        .map(([item, at]) => kept(item, at));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, inner]) => [key, inner, path === '' ? key : `${path}.${key}`] as const)
        .filter(([, , at]) => !gone.has(at))
        .map(([key, inner, at]) => [key, kept(inner, at)]),
    );
  };
  const left = kept(document, '');
  return isObject(left) ? left : {};
}

/** The list item around a place: the choice, the question, at last the page. */
const enclosing = (path: string): string => path.replace(/(\[\d+\])[^[\]]*$/u, '$1');
