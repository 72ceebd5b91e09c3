import type { DefinitionProblemCode, ProblemParams } from './definition-problem.ts';
import { isObject } from './is-object.ts';
import { type Measure, scaleOf } from './measures.ts';

type Misfit = [DefinitionProblemCode, ProblemParams];

/** Why a measure cannot be read from a question of this type and scale, `null` when it can. */
export function fitOf(measure: Measure, question: Record<string, unknown>): Misfit | null {
  const scale = scaleOf(measure);
  if (scale.kind === 'text') return isFreeText(question) ? null : ['measure-needs-text', { measure }];
  if (scale.kind === 'words') return wordsFit(measure, Object.keys(scale.scores), question);
  const { rateMin = 1, rateMax = 5 } = question;
  const isFit = question['type'] === 'rating' && rateMin === scale.min && rateMax === scale.max;
  return isFit ? null : ['measure-needs-rating', { measure, min: scale.min, max: scale.max }];
}

/** Why a measure cannot be read from a row over these columns, `null` when it can. */
export function rowFitOf(measure: Measure, columns: unknown): Misfit | null {
  const scale = scaleOf(measure);
  if (scale.kind === 'text') return ['measure-needs-text', { measure }];
  const words = Object.keys(scale.kind === 'words' ? scale.scores : {});
  const wanted: (string | number)[] =
    scale.kind === 'words'
      ? words
      : Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at);
  const values = Array.isArray(columns)
    ? columns.map((column) => (isObject(column) ? column['value'] : column))
    : [];
  if (values.length === wanted.length && wanted.every((value) => values.includes(value))) return null;
  return scale.kind === 'words'
    ? ['measure-needs-words', { measure, words: words.join(', ') }]
    : ['measure-needs-rating', { measure, min: scale.min, max: scale.max }];
}

function isFreeText({ type, inputType = 'text', showCommentArea }: Record<string, unknown>): boolean {
  return type === 'comment' || (type === 'text' && inputType === 'text') || showCommentArea === true;
}

function wordsFit(measure: Measure, words: string[], question: Record<string, unknown>): Misfit | null {
  if (question['type'] === 'boolean' && measure === 'on-time') return null;
  const choices = Array.isArray(question['choices']) ? question['choices'] : [];
  const values = choices.map((choice) => (isObject(choice) ? choice['value'] : choice));
  const isOneChoice = question['type'] === 'radiogroup' || question['type'] === 'dropdown';
  const hasMore = question['showOtherItem'] === true || question['showNoneItem'] === true;
  const isFit = values.length === words.length && words.every((word) => values.includes(word));
  return isOneChoice && isFit && !hasMore
    ? null
    : ['measure-needs-words', { measure, words: words.join(', ') }];
}
