import { checkDefinition, type DefinitionProblem } from '#surveys/definition.ts';
import { completeLanguages } from '#surveys/text-languages.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import type { SurveyDocument, SurveyKind } from './survey.ts';

/** What is to be said of a document before it is published. */
export interface SurveyReport {
  /** What is wrong, each with its place: it is not published while any stands. */
  problems: DefinitionProblem[];
  questions: number;
  /** Complete in these; customers of the others read the texts of the first one. */
  languages: Language[];
  missing: Language[];
}

export type ReadSurvey = { report: SurveyReport; definition: SurveyDefinition | null };

/** Reads a document as it would be served. It must be complete in one language at least: the company's own, if in none. */
export function readSurvey(
  document: SurveyDocument,
  about: { kind: SurveyKind; home: Language },
): ReadSurvey {
  const languages = completeLanguages(document);
  const checked = checkDefinition(document, {
    kind: about.kind === 'monthly' ? 'monthly' : 'transactional',
    languages: languages.length > 0 ? languages : [about.home],
  });
  return {
    definition: checked.ok ? checked.definition : null,
    report: {
      problems: checked.problems,
      questions: checked.ok ? questionsOf(checked.definition).length : countedQuestions(document),
      languages,
      missing: LANGUAGES.filter((language) => !languages.includes(language)),
    },
  };
}

/** How many questions a document holds, whatever else is wrong with it. */
function countedQuestions(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countedQuestions(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const { pages, elements, type }: { pages?: unknown; elements?: unknown; type?: unknown } = value;
  const isQuestion = typeof type === 'string' && type !== 'panel';
  return (isQuestion ? 1 : 0) + countedQuestions(pages) + countedQuestions(elements);
}
