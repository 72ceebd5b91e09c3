import { renderToString } from 'react-dom/server';
import type { AnswerProblem } from '#surveys/accept.ts';
import {
  ASKED_FIELD,
  CORRECTING_FIELD,
  LANGUAGE_FIELD,
  type Step,
  visibleQuestions,
} from '#surveys/form-steps.ts';
import { toForm } from '#surveys/form.ts';
import type { Language } from '#surveys/languages.ts';
import { COMMENT_SUFFIX, type SurveyDefinition } from '#surveys/survey-definition.ts';
import { AskedForm } from './asked-form.tsx';
import { pageDefinition } from './page-definition.ts';
import { surveyModel } from './survey-model.ts';
import { respondTexts } from './texts.ts';

export type RenderSurvey = {
  definition: SurveyDefinition;
  language: Language;
  /** What is known so far; shown where it is asked, carried in hidden fields where it is not. */
  answers?: Record<string, unknown>;
  /** Where a customer without JavaScript stands; the first page when left out. */
  step?: Step;
  /** The page somebody comes back to with `answers` kept from before. */
  standing?: string | undefined;
  /** Whether an answer that was sent before is being changed. */
  isCorrecting?: boolean | undefined;
  /** The questions put so far, beside those of the step. */
  asked?: ReadonlySet<string>;
  problems?: AnswerProblem[];
};

export type RenderedSurvey = {
  /** The form, to stand inside `<div id="survey">`. */
  html: string;
  /** What the script needs to take over, to stand in `<script type="application/json" id="survey-state">`. */
  state: RespondState | null;
};

export type RespondState = {
  definition: SurveyDefinition;
  language: Language;
  texts: ReturnType<typeof respondTexts>;
  answers: Record<string, unknown>;
  /** The page to stand on; the first when left out. */
  page?: string;
  /** An answer that was sent already is being corrected. */
  correcting?: true;
  hidden: [string, string][];
  /** Set where a draft is shown to its author: nothing is sent, and sending shows this page. */
  preview?: { thanks: string };
};

/**
 * The survey as a form that can be answered and posted without JavaScript. Field names are the questions' names and ids
 * are made of them, so the markup is the same every time: without answers, render once per version and language and keep
 * it. Later steps of a plain post and pages with problems come without `state`: no script takes them over.
 */
export function renderSurvey({
  definition,
  language,
  answers = {},
  step,
  standing,
  isCorrecting = false,
  asked,
  problems = [],
}: RenderSurvey): RenderedSurvey {
  const page = pageDefinition(definition, language);
  const shown = step ?? stepOf(definition, { answers, standing });
  const hidden = hiddenFields({
    answers,
    shown: new Set(shown.questions),
    asked: asked ?? new Set(standing === undefined ? [] : Object.keys(answers)),
    language,
    isCorrecting,
  });
  const texts = respondTexts(language);
  const form = (
    <AskedForm
      model={surveyModel({ definition: page, answers, page: shown.page })}
      definition={page}
      texts={texts}
      hidden={hidden}
      only={step ? new Set(step.questions) : null}
      problems={new Map(problems.map(({ question, code }) => [question, code]))}
    />
  );
  const state = step
    ? null
    : {
        definition: page,
        language,
        texts,
        answers,
        hidden,
        ...(standing && { page: standing }),
        ...(isCorrecting && { correcting: true as const }),
      };
  return { html: renderToString(form), state };
}

/** All that stands on a page; on the first when none is said. */
function stepOf(
  definition: SurveyDefinition,
  { answers, standing }: { answers: Record<string, unknown>; standing: string | undefined },
): Step {
  const visible = visibleQuestions(definition, answers);
  const page = (visible.find((placed) => placed.page.name === standing) ?? visible[0])?.page;
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
