import { hydrateRoot } from 'react-dom/client';
import type { Model } from 'survey-core';
import { type Accept, compile } from '#surveys/accept.ts';
import { fromForm } from '#surveys/form.ts';
import { COMMENT_SUFFIX } from '#surveys/survey-definition.ts';
import { AskedForm, type Live, type Problems } from './asked-form.tsx';
import type { RespondState } from './render-survey.tsx';
import { sendAnswers, show } from './send.ts';
import { answersIn, setAnswer, surveyModel } from './survey-model.ts';
import { tellOpening } from './tell-opening.ts';

const root = document.getElementById('survey');
const source = document.getElementById('survey-state')?.textContent;
if (root && source) takeOver(root, JSON.parse(source));

function takeOver(
  container: HTMLElement,
  { definition, language, texts, answers, page, hidden, correcting, preview }: RespondState,
): void {
  const model = surveyModel({ definition, answers, ...(page !== undefined && { page }) });
  const accept = compile(definition);
  const live: Live = {
    takeOver: (form) => {
      for (const [field, value] of Object.entries(fromForm(definition, new FormData(form))))
        setAnswer(model, field, value);
    },
    check: () => problemsNow(model, accept),
    send: (form, tell) =>
      preview
        ? show(preview.thanks)
        : void sendAnswers({
            form,
            answers: answersIn(model),
            language,
            correcting,
            tell,
            asked: namesIn(model),
          }),
  };
  if (!preview && !correcting) tellOpening();
  hydrateRoot(container, <AskedForm {...{ model, definition, texts, hidden, live }} />);
}

function namesIn(model: Model): string[] {
  return model.getAllQuestions().map(({ name }) => name);
}

/** The gate's own judgement, of the page in hand; before sending, of all pages, going back to the first that is wrong. */
function problemsNow(model: Model, accept: Accept): Problems {
  const result = accept(answersIn(model));
  if (result.ok) return new Map();
  const pageOf = (field: string) => model.getQuestionByName(field.replace(COMMENT_SUFFIX, ''))?.page;
  const isHere = (field: string) => pageOf(field) === model.currentPage;
  const here = result.problems.filter(({ question }) => isHere(question));
  if (here.length === 0 && model.isLastPage) {
    const page = pageOf(result.problems[0]?.question ?? '');
    if (page) model.currentPage = page;
  }
  return new Map(
    result.problems.filter(({ question }) => isHere(question)).map(({ question, code }) => [question, code]),
  );
}
