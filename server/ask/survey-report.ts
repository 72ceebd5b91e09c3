import { documentProblem } from '#surveys/document-walk.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';
import { type DocumentProblem, readDocument, type ReadDocument } from '#surveys/read-document.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import { completeLanguages } from '#surveys/text-languages.ts';
import type { SurveyDocument, SurveyKind } from './survey.ts';

/** What is to be said of a document before it is published. */
export interface SurveyReport {
  /** What is wrong, what is kept but not served, and what is good to know, each with its place. */
  problems: DocumentProblem[];
  counts: ReadDocument['counts'];
  /** Every text stands in these; customers of the others read the first language where theirs is missing. */
  languages: Language[];
  missing: Language[];
}

export type ReadSurvey = { report: SurveyReport; definition: SurveyDefinition | null };

/** Reads a document as it would be served; `definition` is null while something in it is wrong. */
export function readSurvey(
  document: SurveyDocument,
  about: { kind: SurveyKind; home: Language },
): ReadSurvey {
  const {
    served,
    problems: found,
    counts,
  } = readDocument(document, { kind: about.kind, languages: [about.home] });
  const problems = served || counts.wrong > 0 ? found : [...found, asksNothing(about.kind)];
  const wrong = problems.filter(({ severity }) => severity === 'wrong').length;
  const languages = completeLanguages(served ?? {});
  return {
    definition: wrong === 0 ? served : null,
    report: {
      problems,
      counts: { ...counts, wrong },
      languages,
      missing: LANGUAGES.filter((language) => !languages.includes(language)),
    },
  };
}

const asksNothing = (kind: SurveyKind): DocumentProblem =>
  documentProblem(
    { path: 'pages', place: { page: null, pageTitle: null, question: null } },
    {
      said:
        kind === 'monthly'
          ? ['monthly-length', { count: 0, fewest: 3, most: 5 }]
          : ['question-count', { count: 0, most: 60 }],
    },
  );
