import type { Model } from 'survey-core';
import type { ProblemCode } from '#surveys/gate.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import { AskedSurvey, WholeSurvey } from './asked-survey.tsx';
import { AskingContext, type Drawn } from './asking.ts';
import { fill } from './fill.ts';
import type { RespondTexts } from './texts.ts';

export type AskedFormProps = {
  model: Model;
  definition: SurveyDefinition;
  texts: RespondTexts;
  problems: ReadonlyMap<string, ProblemCode>;
  /** The only questions to show of the page; `null` shows all that are visible. */
  only: ReadonlySet<string> | null;
  /** Fields that go with a plain post: what was answered on earlier pages, and housekeeping. */
  hidden: [string, string][];
};

/** The form as it stands in the page: one page of questions, answerable without any script. */
export function AskedForm({ model, definition, texts, problems, only, hidden }: AskedFormProps) {
  const drawn = (name: string): Drawn => (!only || only.has(name) ? 'whole' : 'nothing');
  const asking = { texts, questions: byName(definition), problems, drawn };
  return (
    <form method="post" tabIndex={-1}>
      {hidden.map(([name, value], index) => (
        <input key={`${name}-${index}`} type="hidden" name={name} value={value} />
      ))}
      {definition.pages.length > 1 ? <Progress model={model} texts={texts} /> : null}
      {problems.size > 0 ? <output className="notice">{texts.problem.summary}</output> : null}
      <AskingContext value={asking}>
        <AskedSurvey model={model} />
      </AskingContext>
      <output className="notice" id="status" hidden />
      <div className="buttons">
        <button type="submit" className="go">
          {model.isLastPage ? texts.send : texts.next}
        </button>
      </div>
    </form>
  );
}

/** Every page with all that may ever be asked; what the form shows already is only marked in its place. */
export function AskedLater({
  model,
  definition,
  texts,
  inForm,
}: Pick<AskedFormProps, 'model' | 'definition' | 'texts'> & { inForm: ReadonlySet<string> }) {
  const drawn = (name: string): Drawn => (inForm.has(name) ? 'mark' : 'whole');
  const asking = { texts, questions: byName(definition), problems: new Map<string, ProblemCode>(), drawn };
  return (
    <AskingContext value={asking}>
      <WholeSurvey model={model} />
    </AskingContext>
  );
}

const byName = (definition: SurveyDefinition) =>
  new Map(questionsOf(definition).map(({ question }) => [question.name, question]));

function Progress({ model, texts }: { model: Model; texts: RespondTexts }) {
  const [page, pages] = [model.currentPageNo + 1, model.visiblePages.length];
  return (
    <progress
      value={page}
      max={pages}
      hidden={pages === 1}
      aria-label={fill(texts.progress, { page, pages })}
    />
  );
}
