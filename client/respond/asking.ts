import { createContext, useContext } from 'react';
import type { ProblemCode } from '#surveys/gate.ts';
import type { SurveyQuestion } from '#surveys/survey-definition.ts';
import type { RespondTexts } from './texts.ts';

/** How a question is drawn: whole, as a mark of where it stands already, or not at all. */
export type Drawn = 'whole' | 'mark' | 'nothing';

/** What every question on the page needs to know beside its own model. */
export type Asking = {
  texts: RespondTexts;
  questions: ReadonlyMap<string, SurveyQuestion>;
  /** What is wrong, by field: a question's name or its comment's. */
  problems: ReadonlyMap<string, ProblemCode>;
  drawn: (question: string) => Drawn;
};

export const AskingContext = createContext<Asking | null>(null);

export function useAsking(): Asking {
  const asking = useContext(AskingContext);
  if (!asking) throw new Error('A question stands outside a survey');
  return asking;
}
