import { checkDefinition } from '#surveys/definition.ts';
import { inLanguages } from '#surveys/text-languages.ts';
import type { Language } from '#surveys/languages.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';

const mostRounds = 8;
const unsaid = '…';
const empty: SurveyDefinition = { pages: [{ name: 'page1', elements: [] }] };

/**
 * What can be shown of a document that is still being written: texts that miss a language fall back to another, a
 * question without a title shows a placeholder, and whatever cannot be served is left out.
 */
export function showable(document: Record<string, unknown>, language: Language): SurveyDefinition {
  let left = inOneLanguage(document, language);
  for (let round = 0; round < mostRounds; round++) {
    // Only the length is judged by kind, and a preview shows any.
    const checked = checkDefinition(left, { kind: 'transactional', languages: [] });
    if (checked.ok) return checked.definition;
    const places = checked.problems.map(({ path }) => path);
    left = without(left, round < 2 ? places : places.map(enclosing));
  }
  return empty;
}

function inOneLanguage(value: unknown, language: Language): Record<string, unknown> {
  const shown = shownIn(value, language);
  if (!isObject(shown)) return {};
  const { elements, ...rest } = shown;
  // Problems are placed as if the questions stood on a page.
  return elements === undefined || 'pages' in rest ? rest : { ...rest, pages: [{ name: 'page1', elements }] };
}

function shownIn(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => shownIn(item, language));
  if (!isObject(value)) return value;
  const texts = isText(value) ? inLanguages(value) : null;
  if (texts) return texts[language] ?? texts.en ?? Object.values(texts)[0] ?? unsaid;
  const shown = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, shownIn(inner, language)]),
  );
  const isUntitled = typeof value['type'] === 'string' && value['type'] !== 'panel' && !shown['title'];
  return isUntitled ? { ...shown, title: unsaid } : withoutEmptyTexts(shown);
}

const withoutEmptyTexts = (shown: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(shown).filter(([, inner]) => inner !== ''));

/** A text by language holds nothing but texts, keyed by tags such as `ar` or `pt-br`. */
const isText = (value: Record<string, unknown>): boolean => {
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(
      ([key, text]) => typeof text === 'string' && /^(?:default|[a-z]{2}(?:-[a-z]+)?)$/iu.test(key),
    )
  );
};

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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
