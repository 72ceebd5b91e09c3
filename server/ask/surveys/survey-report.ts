import { documentProblem } from '#surveys/document-walk.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';
import type { OwnDetails } from '#surveys/reasons.ts';
import { type DocumentProblem, readDocument, type ReadDocument } from '#surveys/read-document.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import { completeLanguages, unwrittenIn, type DocumentPath } from '#surveys/text-languages.ts';
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
  about: { kind: SurveyKind; home: Language; ownDetails: OwnDetails },
): ReadSurvey {
  const {
    served,
    problems: found,
    counts,
  } = readDocument(document, {
    kind: about.kind,
    languages: [about.home],
    ownDetails: about.ownDetails,
  });
  const unwritten = unwrittenIn(document).map(notWritten);
  const empty = served || counts.wrong > 0 ? [] : [asksNothing(about.kind)];
  // What is said of an empty title by the place alone is said better here.
  const others = found.filter(({ code, path }) => code !== 'title-replaced' || !standsIn(unwritten, path));
  const problems = [...unwritten, ...empty, ...others];
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

const standsIn = (problems: DocumentProblem[], path: string): boolean =>
  problems.some((problem) => problem.path.startsWith(path));

function notWritten(path: DocumentPath): DocumentProblem {
  const place = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
  const page = path[0] === 'pages' && typeof path[1] === 'number' ? path[1] + 1 : null;
  return documentProblem(
    { path: place, place: { page, pageTitle: null, question: null } },
    { said: ['missing', { property: String(path.at(-1)) }], severity: 'wrong' },
  );
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
