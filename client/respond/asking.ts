import { createContext, useContext } from 'react';
import type { ProblemCode } from '#surveys/accept.ts';
import type { SurveyQuestion } from '#surveys/survey-definition.ts';
import type { RespondTexts } from './texts.ts';

/** What every question on the page needs to know beside its own model. */
export type Asking = {
  texts: RespondTexts;
  questions: ReadonlyMap<string, SurveyQuestion>;
  /** What is wrong, by field: a question's name or its comment's. */
  problems: ReadonlyMap<string, ProblemCode>;
  /** The only questions to show of the page; `null` shows all that are visible. */
  only: ReadonlySet<string> | null;
  /** Takes what a person has put into a field: a question's answer or its comment. */
  answer: (field: string, value: unknown) => void;
};

export const AskingContext = createContext<Asking | null>(null);

export function useAsking(): Asking {
  const asking = useContext(AskingContext);
  if (!asking) throw new Error('A question stands outside a survey');
  return asking;
}

const TEXT_OF_CODE: Partial<Record<ProblemCode, keyof RespondTexts['problem']>> = {
  required: 'required',
  'off-scale': 'offScale',
  'too-long': 'tooLong',
  'too-many': 'tooMany',
  'too-few': 'tooFew',
  'not-alone': 'notAlone',
  'not-an-email': 'email',
  'not-a-link': 'link',
  'not-a-date': 'date',
  'rows-missing': 'rows',
};

/** What a customer reads for a refused answer. */
export const problemText = (code: ProblemCode, texts: RespondTexts): string =>
  texts.problem[TEXT_OF_CODE[code] ?? 'other'];
