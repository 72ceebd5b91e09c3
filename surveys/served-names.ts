import { isObject } from './definition-reader.ts';
import { COMMENT_SUFFIX, LONGEST_NAME } from './survey-definition.ts';

/**
 * The names of a document's questions, in lower case, with the name each one's answers are kept under: itself where it
 * can be a form's field, else one made of its letters. The same document always gives the same names.
 */
export function servedNames(json: unknown): ReadonlyMap<string, string> {
  const found = questionNames(json);
  const names = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const given of found)
    if (canStand(given) && !names.has(given.toLowerCase())) {
      names.set(given.toLowerCase(), given);
      taken.set(given.toLowerCase(), 2);
    }
  for (const given of found)
    if (!names.has(given.toLowerCase())) names.set(given.toLowerCase(), freeName(stemOf(given), taken));
  return names;
}

const canStand = (name: string): boolean =>
  /^[A-Za-z][\w-]*$/u.test(name) &&
  name.length <= LONGEST_NAME &&
  !name.endsWith(COMMENT_SUFFIX) &&
  !(name in Object.prototype);

/** `taken` counts on from the last number tried for a name, so that many alike names cost no more than few. */
export function freeName(stem: string, taken: Map<string, number>): string {
  let name = stem;
  for (let number = taken.get(stem.toLowerCase()) ?? 1; taken.has(name.toLowerCase()); number++) {
    name = `${stem}-${number}`;
    taken.set(stem.toLowerCase(), number + 1);
  }
  taken.set(name.toLowerCase(), 2);
  return name;
}

function stemOf(given: string): string {
  const words = given
    .slice(0, 1000)
    .normalize('NFKD')
    .replaceAll(/[^\w]+/gu, '-')
    .replaceAll(/^[^A-Za-z]+|-+$/gu, '')
    .slice(0, LONGEST_NAME - 6);
  return canStand(words) ? words : 'question';
}

/** In the document's order, whatever holds them. */
function questionNames(json: unknown): string[] {
  const names: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (typeof value['name'] === 'string' && 'type' in value && value['type'] !== 'panel')
      names.push(value['name'].trim());
    for (const key of ['pages', 'elements', 'questions']) if (Array.isArray(value[key])) visit(value[key]);
  };
  visit(json);
  return names;
}
