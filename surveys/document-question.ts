import { isObject, wordOf } from './definition-reader.ts';
import type { DefinitionProblem, DefinitionProblemCode } from './definition-problem.ts';
import { choicesServed } from './document-choices.ts';
import { namedAsToday, weightOf } from './document-properties.ts';
import { askedAs } from './document-types.ts';
import { firstWords, withServedTexts } from './document-texts.ts';
import { type At, below, judgeCondition, type Said, say, type Walk } from './document-walk.ts';
import { isQuestionType, PROPERTIES, readQuestion } from './question-reader.ts';
import { ROW_MARK, type SurveyQuestion } from './survey-definition.ts';

type Source = Record<string, unknown>;

/** The question as we can ask it; `null` when we cannot, which is then said with its place. */
export function questionServed(source: Source, at: At, walk: Walk): SurveyQuestion | null {
  walk.counts.questions += 1;
  const name = nameOf(source, walk);
  const question = readServable(source, at, walk);
  if (question) walk.counts.served += 1;
  else if (name) walk.leftOut.add(name);
  return question;
}

const nameOf = (source: Source, walk: Walk): string | undefined =>
  typeof source['name'] === 'string' ? walk.names.get(source['name'].trim().toLowerCase()) : undefined;

function readServable(source: Source, at: At, walk: Walk): SurveyQuestion | null {
  const question = askedAs(withoutIdle(namedAsToday(source)), at, walk);
  const why = question ? whyNever(question) : null;
  if (!question || why) {
    if (why) say(walk, at, { said: why });
    return null;
  }
  if (!isQuestionType(question['type'])) {
    say(walk, below(at, 'type'), { said: typeProblem(question, walk) });
    return null;
  }
  const named = withName(question, at, walk);
  const conditioned = named && withConditions(named, at, walk);
  if (!conditioned) return null;
  const texts = withServedTexts(withTitle(conditioned, at, walk), at, walk);
  if (texts.served['title'] === undefined) return null;
  const chosen = choicesServed(texts.served, at, { walk, missing: texts.missing });
  if (!chosen) return null;
  if (texts.missing.size > 0)
    say(walk, at, { said: ['text-missing', { languages: [...texts.missing].join(', ') }] });
  return readStrictly(withoutTheRest(chosen, at, walk), at, walk);
}

/** What is never shown or never answered is not asked. */
export function whyNever(source: Source): Said | null {
  if (source['visible'] === false) return ['never-visible', {}];
  return source['readOnly'] === true ? ['read-only', {}] : null;
}

/** Beside `visibleIf`, SurveyJS does not ask for `visible`. */
export function withoutIdle(source: Source): Source {
  const { visible: _visible, ...rest } = source;
  return source['visibleIf'] ? rest : source;
}

function typeProblem(source: Source, { reading }: Walk): Said {
  const before = reading.problems.length;
  readQuestion({ type: source['type'] }, '', reading);
  const [problem] = reading.problems.splice(before);
  return [problem?.code ?? 'type-not-served', problem?.params ?? {}];
}

function withName(source: Source, at: At, walk: Walk): Source | null {
  const name = nameOf(source, walk);
  const given = source['name'];
  if (name === undefined) {
    say(walk, at, { said: ['missing', { property: 'name' }] });
    return null;
  }
  if (walk.reading.names.has(name.toLowerCase())) {
    say(walk, below(at, 'name'), { said: ['name-twice', { name: wordOf(given).slice(0, 60) }] });
    return null;
  }
  if (name !== given) say(walk, below(at, 'name'), { said: ['name-changed', { name }] });
  return { ...source, name };
}

/** `visibleIf` decides whether we may ask at all; without its `requiredIf` a question is asked and may be left open. */
export function withConditions(source: Source, at: At, walk: Walk): Source | null {
  const kept = { ...source };
  for (const property of ['visibleIf', 'requiredIf']) {
    if (typeof kept[property] === 'string' && kept[property].trim() === '') delete kept[property];
    if (kept[property] === undefined || kept[property] === null) continue;
    const judged = judgeCondition(walk, kept[property]);
    if ('condition' in judged) kept[property] = judged.condition;
    else {
      say(walk, below(at, property), { said: judged.said });
      if (property === 'visibleIf') return null;
      delete kept[property];
    }
  }
  return kept;
}

/** SurveyJS asks a question without a title by its name; a blank title would leave a person before a bare field. */
function withTitle(source: Source, at: At, walk: Walk): Source {
  if (firstWords(source['title']) !== null) return source;
  const { description, ...rest } = source;
  const hasWords = firstWords(description) !== null;
  const title = hasWords ? description : wordOf(source['name']);
  say(walk, at, { said: ['title-replaced', { title: wordOf(firstWords(title)).slice(0, 100) }] });
  return { ...rest, title };
}

/** Leaves out the properties we do not serve, saying so where it changes anything. */
export function withoutTheRest(source: Source, at: At, walk: Walk): Source {
  const readers = isQuestionType(source['type']) ? PROPERTIES[source['type']] : {};
  return Object.fromEntries(
    Object.entries(source).filter(([property, value]) => {
      if (Object.hasOwn(readers, property) && value !== null) return true;
      sayLeftOut(property, value, { at, walk });
      return false;
    }),
  );
}

export function sayLeftOut(property: string, value: unknown, { at, walk }: { at: At; walk: Walk }): void {
  const weight = weightOf(property, value);
  if (weight === 'none') return;
  const code: DefinitionProblemCode = weight === 'meaning' ? 'property-not-served' : 'property-ignored';
  say(walk, below(at, property.slice(0, 80)), { said: [code, { property: property.slice(0, 80) }] });
}

// Properties a question can be asked without, when they are wrong.
const SPARE = new Set(
  `description isRequired measure maxLength rows min max step minSelectedChoices maxSelectedChoices placeholder commentText
  commentPlaceholder otherText otherPlaceholder noneText minRateDescription maxRateDescription labelTrue labelFalse
  showCommentArea showNoneItem`.split(/\s+/u),
);

/** The last word is the strict reader's; what it refuses is left out, the whole question where it must be. */
function readStrictly(source: Source, at: At, walk: Walk): SurveyQuestion | null {
  const { reading } = walk;
  const before = reading.problems.length;
  const read = readQuestion(source, '', reading);
  const problems = reading.problems.splice(before);
  for (const { path, code, params } of problems)
    say(walk, path === '' ? at : below(at, path.replace(/^\./u, '')), { said: [code, params] });
  const strayMarks = new Set(problems.flatMap(({ path }) => ROW_MEASURE.exec(path)?.[1] ?? []));
  const spared = problems.filter(({ path }) => !ROW_MEASURE.test(path)).map(spareIn);
  if (!isObject(read) || spared.includes(null)) {
    forget(source, walk);
    return null;
  }
  const kept = Object.fromEntries(Object.entries(read).filter(([property]) => !spared.includes(property)));
  // The reader keeps nothing outside the type, and every property it refused is gone.
  return withoutMarks(kept, strayMarks) as SurveyQuestion;
}

const ROW_MEASURE = /^\.rows\[(\d+)\]\.measure$/u;

function withoutMarks(question: Source, strays: ReadonlySet<string>): Source {
  const rows = question['rows'];
  if (strays.size === 0 || !Array.isArray(rows)) return question;
  const withoutMeasure = ({ measure: _measure, ...row }: Source): Source => row;
  return {
    ...question,
    rows: rows.map((row, index) => (strays.has(String(index)) ? withoutMeasure(row) : row)),
  };
}

function spareIn({ path }: DefinitionProblem): string | null {
  const property = path.replace(/^\./u, '').split(/[.[]/u)[0] ?? '';
  return SPARE.has(property) ? property : null;
}

function forget(source: Source, { reading }: Walk): void {
  const name = wordOf(source['name']);
  for (const known of reading.asked)
    if (known === name || known.startsWith(name + ROW_MARK)) reading.asked.delete(known);
  if (typeof source['measure'] === 'string') reading.measures.delete(source['measure']);
}
