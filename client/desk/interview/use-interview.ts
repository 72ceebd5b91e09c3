import { useMemo, useState } from 'react';
import { nearestLanguage } from '#client/locales/languages.ts';
import { compile, type ProblemCode } from '#surveys/accept.ts';
import { visibleQuestions } from '#surveys/form-steps.ts';
import type { Language } from '#surveys/languages.ts';
import { COMMENT_SUFFIX, type PlacedQuestion } from '#surveys/survey-definition.ts';
import { findDraft } from './draft.ts';
import type { Answers, Interview } from './interview-data.ts';

export interface Asking {
  /** It is this person's, and what was said before stands in it. */
  hasBegun: boolean;
  answers: Answers;
  answer: (field: string, value: unknown) => void;
  /** The language that is spoken: the customer's, until the interviewer changes it. */
  language: Language;
  speak: (language: Language) => void;
  /** The questions that stand there after what was said so far. */
  asked: PlacedQuestion[];
  /** What is wrong with the answer of a field that has been looked at. */
  problemOf: (field: string) => ProblemCode | null;
  /** Looks at a question from now on. */
  look: (question: string) => void;
  /** Looks at all of them; the first that has something wrong, or null. */
  lookAtAll: () => string | null;
}

/** The interview under way: what was said, judged by the survey's own gate. */
export function useInterview(interview: Interview): Asking {
  const { call, definition } = interview;
  const [language, speak] = useState<Language>(nearestLanguage(call.locale));
  const [answers, setAnswers] = useState<Answers>({});
  const [hasBegun, setBegun] = useState(false);
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set());
  const accept = useMemo(() => compile(definition, { ownWords: true }), [definition]);
  const asked = useMemo(() => visibleQuestions(definition, answers), [definition, answers]);
  const problems = useMemo(() => {
    const judged = accept(answers);
    return new Map(judged.ok ? [] : judged.problems.map(({ question, code }) => [question, code]));
  }, [accept, answers]);

  const isYours = call.underWay?.isYou ?? false;
  if (isYours !== hasBegun) {
    setBegun(isYours);
    // A colleague may have gone on with it since this page was opened.
    if (isYours) setAnswers(saidSoFar(interview));
  }

  return {
    hasBegun,
    answers,
    answer: (field, value) => setAnswers((before) => ({ ...before, [field]: value })),
    language,
    speak,
    asked,
    problemOf: (field) => (looked.has(ownerOf(field)) ? (problems.get(field) ?? null) : null),
    look: (question) => setLooked((before) => new Set([...before, question])),
    lookAtAll: () => {
      setLooked(new Set(asked.map(({ question }) => question.name)));
      const wrong = new Set([...problems.keys()].map(ownerOf));
      return asked.find(({ question }) => wrong.has(question.name))?.question.name ?? null;
    },
  };
}

/** What the server holds, or what this device holds if that was written later and has not got there. */
function saidSoFar({ call, saved }: Interview): Answers {
  const draft = findDraft(call.id);
  const savedAt = saved ? Date.parse(saved.at) : 0;
  return draft && draft.writtenAt > savedAt ? draft.answers : (saved?.answers ?? {});
}

const ownerOf = (field: string): string =>
  field.endsWith(COMMENT_SUFFIX) ? field.slice(0, -COMMENT_SUFFIX.length) : field;
