import { textIn, type Language } from '#surveys/languages.ts';
import type { PlacedQuestion, SurveyQuestion } from '#surveys/survey-definition.ts';

/** How a question is put, which decides what the script says beside it. */
export type QuestionKind = 'reason' | 'choice' | 'several' | 'scale' | 'yes-no' | 'words' | 'fact' | 'rows';

/** What kind of question it is to whoever asks it: the first that names reasons is the heart of an exit interview. */
export function kindOf(question: SurveyQuestion, asked: PlacedQuestion[]): QuestionKind {
  const first = asked.find(({ question: one }) => namesReasons(one));
  if (first?.question.name === question.name) return 'reason';
  return kinds[question.type] ?? (question.measure === 'verbatim' ? 'words' : 'fact');
}

const kinds: Partial<Record<SurveyQuestion['type'], QuestionKind>> = {
  rating: 'scale',
  boolean: 'yes-no',
  radiogroup: 'choice',
  dropdown: 'choice',
  checkbox: 'several',
  comment: 'words',
  matrix: 'rows',
};

const namesReasons = (question: SurveyQuestion): boolean =>
  'choices' in question && question.choices.some(({ reason }) => reason !== undefined);

/** Whose own words are the answer itself, and need no field beside it. */
export const isInWords = (question: SurveyQuestion): boolean => question.type === 'comment';

/** The ends of a scale in words, as they are read out. */
export function endsOf(
  question: SurveyQuestion,
  language: Language,
): { lowest: string; highest: string } | null {
  if (question.type !== 'rating') return null;
  const { rateMin = 1, rateMax = 5, minRateDescription, maxRateDescription } = question;
  const [low, high] = [textIn(minRateDescription, language), textIn(maxRateDescription, language)];
  return {
    lowest: low ? `${rateMin} – ${low}` : String(rateMin),
    highest: high ? `${rateMax} – ${high}` : String(rateMax),
  };
}

const minutesAQuestion = 0.8;
const fewestMinutes = 3;

/** How long the talk takes, in whole minutes, as a person may promise it. */
export const minutesFor = (asked: PlacedQuestion[]): number =>
  Math.max(fewestMinutes, Math.ceil(asked.length * minutesAQuestion));
