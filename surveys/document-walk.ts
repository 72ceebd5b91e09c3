import {
  type DefinitionProblem,
  definitionProblem,
  type DefinitionProblemCode,
  type ProblemParams,
} from './definition-problem.ts';
import type { Reading } from './definition-reader.ts';
import { type CheckedExpression, checkExpression } from './expression.ts';
import type { Language } from './languages.ts';
import { ROW_MARK } from './survey-definition.ts';

/**
 * `unserved`: a thing SurveyJS can do and we do not; it stays in the document and is left out of what is asked.
 * `wrong`: a mistake to mend before publishing. `advice`: served, a little differently than it was written.
 */
export type Severity = 'unserved' | 'wrong' | 'advice';

/** Where a person finds it: the page by its number from 1, and the words of the page and the question. */
export type Place = { page: number | null; pageTitle: string | null; question: string | null };

export type DocumentProblem = DefinitionProblem & { severity: Severity; place: Place };

export type At = { path: string; place: Place };

/** What reading one document gathers. */
export type Walk = {
  reading: Reading;
  problems: DocumentProblem[];
  /** The languages the company asks in. */
  languages: readonly Language[];
  /** Every question of the document: its name there, in lower case, and the name its answers are kept under. */
  names: ReadonlyMap<string, string>;
  /** Names of questions that were left out. */
  leftOut: Set<string>;
  /** Names in use, in lower case, with the number to try next. */
  takenNames: Map<string, number>;
  checked: Map<string, CheckedExpression>;
  counts: { questions: number; served: number };
};

export type Said = [DefinitionProblemCode, ProblemParams];

type Saying = { said: Said; severity?: Severity };

export const documentProblem = (
  { path, place }: At,
  { said: [code, params], severity }: Saying,
): DocumentProblem => ({
  ...definitionProblem(path, code, params),
  severity: severity ?? SEVERITIES[code] ?? 'wrong',
  place,
});

export function say(walk: Walk, at: At, saying: Saying): void {
  walk.problems.push(documentProblem(at, saying));
}

export const below = ({ path, place }: At, property: string): At => ({
  path: path === '' ? property : `${path}.${property}`,
  place,
});

/** What is no mistake of the writer's; every code that does not stand here is `wrong`. */
const SEVERITIES: Partial<Record<DefinitionProblemCode, Severity>> = {
  'property-not-served': 'unserved',
  'property-ignored': 'advice',
  'not-whole': 'unserved',
  'not-one-of': 'unserved',
  'not-a-bound': 'unserved',
  'text-filled': 'unserved',
  'text-missing': 'advice',
  'markup-refused': 'unserved',
  'markup-removed': 'advice',
  'title-replaced': 'advice',
  'condition-too-long': 'unserved',
  'condition-too-deep': 'unserved',
  'condition-ambiguous': 'unserved',
  'condition-not-run': 'unserved',
  'condition-unserved': 'unserved',
  'condition-unknown': 'unserved',
  'choice-value': 'unserved',
  'name-changed': 'advice',
  'type-not-served': 'unserved',
  'type-html': 'unserved',
  'type-file': 'unserved',
  'type-signature': 'unserved',
  'type-expression': 'unserved',
  'type-read-as': 'advice',
  'too-deep': 'unserved',
  'never-visible': 'unserved',
  'read-only': 'unserved',
  'inside-unserved': 'unserved',
};

/** A condition in our names, or why it cannot be run here. */
export function judgeCondition(walk: Walk, text: unknown): { condition: string } | { said: Said } {
  const condition = typeof text === 'string' ? renamed(walk, text) : text;
  const checked = checkedOnce(walk, condition);
  if (!checked.ok) return { said: checked.problem };
  const unknown = checked.names.filter((name) => !walk.reading.asked.has(name));
  if (unknown.length === 0 && typeof condition === 'string') return { condition };
  return { said: [codeOfUnknown(walk, unknown), { names: unknown.join(', ').slice(0, 200) }] };
}

function codeOfUnknown(walk: Walk, names: string[]): DefinitionProblemCode {
  const ours = new Set(walk.names.values());
  // A part of an answer that is no row of a matrix is as strange as a name nobody asks.
  const isStrange = names.some((name) => !ours.has(ownerOf(name)) || walk.reading.asked.has(ownerOf(name)));
  if (isStrange) return 'condition-unknown';
  return names.some((name) => walk.leftOut.has(ownerOf(name)))
    ? 'condition-unserved'
    : 'condition-looks-ahead';
}

const ownerOf = (name: string): string => name.split(ROW_MARK)[0] ?? name;

function checkedOnce(walk: Walk, condition: unknown): CheckedExpression {
  if (typeof condition !== 'string') return checkExpression(condition);
  const known = walk.checked.get(condition);
  if (known) return known;
  const checked = checkExpression(condition);
  walk.checked.set(condition, checked);
  return checked;
}

/** SurveyJS finds a question by its name whatever the letter case; a plain `{name}` becomes ours. */
const renamed = (walk: Walk, text: string): string =>
  text.length > 10_000
    ? text
    : text.replaceAll(/\{([^{}]*)\}/gu, (whole, name: string) => {
        const trimmed = name.trim();
        const ours = walk.names.get(trimmed.toLowerCase());
        if (ours !== undefined) return `{${ours}}`;
        const [owner = '', ...row] = trimmed.split(ROW_MARK);
        const matrix = walk.names.get(owner.toLowerCase());
        return matrix === undefined ? whole : `{${[matrix, ...row].join(ROW_MARK)}}`;
      });
