import type { Language } from '#surveys/languages.ts';
import { SHOWN_TEXTS } from '#surveys/shown-texts.ts';
import { questionsOf, type SurveyDefinition, type SurveyQuestion } from '#surveys/survey-definition.ts';
import type { RespondState, ScriptTexts } from './respond-state.ts';
import { respondTexts, type RespondTexts } from './texts.ts';

/** What the script is told of a survey: no text that stands in the markup, and none of our marks. */
export const scriptState = (definition: SurveyDefinition, language: Language): RespondState => ({
  // Only texts and marks are left out, and every one of them may be missing.
  definition: bare(definition) as SurveyDefinition,
  language,
  texts: scriptTexts(definition, respondTexts(language)),
});

const MARKS: ReadonlySet<string> = new Set(['measure', 'reason']);

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !SHOWN_TEXTS.has(key) && !MARKS.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, bare(inner)]));
}

function scriptTexts(definition: SurveyDefinition, texts: RespondTexts): ScriptTexts {
  const { send, sending, next, back, progress, status, kept, problem } = texts;
  const needed = new Set<string>(questionsOf(definition).flatMap(({ question }) => problemsOf(question)));
  const said = Object.entries(problem).filter(([key]) => needed.has(key));
  return { send, sending, next, back, progress, status, kept, problem: Object.fromEntries(said) };
}

type ProblemKey = keyof RespondTexts['problem'];

const PROBLEMS_OF_TYPE: Record<SurveyQuestion['type'], ProblemKey[]> = {
  rating: [],
  radiogroup: [],
  dropdown: [],
  boolean: [],
  checkbox: ['tooMany', 'tooFew', 'notAlone'],
  text: ['tooLong', 'offScale', 'email', 'link', 'date'],
  comment: ['tooLong'],
  matrix: ['rows'],
};

function problemsOf(question: SurveyQuestion): ProblemKey[] {
  const hasComment = question.showCommentArea || ('showOtherItem' in question && question.showOtherItem);
  return [
    'summary',
    'required',
    'other',
    ...PROBLEMS_OF_TYPE[question.type],
    ...(hasComment ? ['tooLong' as const] : []),
  ];
}
