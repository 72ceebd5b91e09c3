import { renderToStaticMarkup } from 'react-dom/server';
import {
  ASKED_FIELD,
  CORRECTING_FIELD,
  LANGUAGE_FIELD,
  type Step,
  visibleQuestions,
} from '#surveys/form-steps.ts';
import { toForm } from '#surveys/form.ts';
import type { AnswerProblem } from '#surveys/gate.ts';
import type { Language } from '#surveys/languages.ts';
import { COMMENT_SUFFIX, questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import { inLanguage } from '#surveys/survey-language.ts';
import { AskedForm, AskedLater } from './asked-form.tsx';
import type { RespondState } from './respond-state.ts';
import { scriptState } from './script-state.ts';
import { surveyModel } from './survey-model.ts';
import { respondTexts } from './texts.ts';

export type RenderSurvey = {
  definition: SurveyDefinition;
  language: Language;
  /** What is known so far; shown where it is asked, carried in hidden fields where it is not. */
  answers?: Record<string, unknown>;
  /** The page somebody comes back to with `answers` kept from before; the first when left out. */
  standing?: string | undefined;
  /** Where a customer without JavaScript stands. */
  step?: Step;
  /** Whether an answer that was sent before is being changed. */
  isCorrecting?: boolean | undefined;
  /** The questions put so far, beside those shown. */
  asked?: ReadonlySet<string>;
  problems?: AnswerProblem[];
};

export type RenderedSurvey = {
  /** The form, to stand inside `<div id="survey">`. */
  html: string;
  /** What may be asked besides, for a `<template>` behind the form; empty when the form is the whole survey. */
  later: string;
  /** What the script needs; `null` for a step of a plain post, which no script takes over. */
  state: RespondState | null;
};

/**
 * The survey as a form that can be answered and posted without JavaScript. Field names are the questions' names and ids
 * are made of them, so the markup is the same every time: without answers, render once per version and language and keep
 * it.
 */
export function renderSurvey(given: RenderSurvey): RenderedSurvey {
  const { definition, language, answers = {}, step, standing, isCorrecting = false, problems = [] } = given;
  const inOne = inLanguage(definition, language);
  const shown = step ?? stepOf(definition, answers, standing);
  const inForm = new Set(shown.questions);
  const asked = given.asked ?? new Set(standing === undefined ? [] : Object.keys(answers));
  const model = surveyModel({ definition: inOne, answers, page: shown.page });
  const texts = respondTexts(language);
  const html = renderToStaticMarkup(
    <AskedForm
      {...{ model, texts }}
      definition={inOne}
      hidden={hiddenFields({ answers, shown: inForm, asked, language, isCorrecting })}
      only={step ? inForm : null}
      problems={new Map(problems.map(({ question, code }) => [question, code]))}
    />,
  );
  if (step) return { html, later: '', state: null };
  const hasLater = questionsOf(definition).some(({ question }) => !inForm.has(question.name));
  model.showInvisibleElements = true;
  const later = hasLater
    ? renderToStaticMarkup(<AskedLater {...{ model, texts, inForm }} definition={inOne} />)
    : '';
  const state = scriptState(definition, language);
  return { html, later, state: isCorrecting ? { ...state, correcting: true } : state };
}

/** The questions of one page that stand there; of the first page with any when the page named has none. */
function stepOf(definition: SurveyDefinition, answers: Record<string, unknown>, named?: string): Step {
  const visible = visibleQuestions(definition, answers);
  const page = (visible.find((placed) => placed.page.name === named) ?? visible[0])?.page;
  const questions = visible.filter((placed) => placed.page === page).map(({ question }) => question.name);
  return { page: page?.name ?? '', questions };
}

type Hidden = {
  answers: Record<string, unknown>;
  shown: ReadonlySet<string>;
  asked: ReadonlySet<string>;
  language: Language;
  isCorrecting: boolean;
};

function hiddenFields({ answers, shown, asked, language, isCorrecting }: Hidden): [string, string][] {
  const isShown = (field: string) =>
    shown.has(field) || shown.has(field.replace(new RegExp(`${COMMENT_SUFFIX}$`, 'u'), ''));
  const unshown = Object.entries(answers).filter(([field]) => !isShown(field));
  return [
    ...toForm(Object.fromEntries(unshown)),
    [ASKED_FIELD, [...new Set([...asked, ...shown])].join(' ')],
    [LANGUAGE_FIELD, language],
    ...(isCorrecting ? [[CORRECTING_FIELD, '1'] as [string, string]] : []),
  ];
}
