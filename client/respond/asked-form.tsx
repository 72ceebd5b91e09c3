import {
  type FormEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Model } from 'survey-core';
import type { ProblemCode } from '#surveys/accept.ts';
import { HOUSEKEEPING_PREFIX } from '#surveys/form.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import { AskedSurvey } from './asked-survey.tsx';
import { type Asking, AskingContext } from './asking.ts';
import { fill } from './fill.ts';
import { setAnswer, turnTo } from './survey-model.ts';
import type { RespondTexts } from './texts.ts';

export type Problems = ReadonlyMap<string, ProblemCode>;
export type Status = 'sending' | 'offline' | 'failed' | null;

/** What the script adds to the form once it has taken over. */
export type Live = {
  /** Reads what already stands in the form, before anything changes. */
  takeOver: (form: HTMLFormElement) => void;
  /** What is wrong on the page a person wants to leave; on the last page, in the whole survey. */
  check: () => Problems;
  send: (form: HTMLFormElement, tell: (status: Status) => void) => void;
};

export type AskedFormProps = {
  model: Model;
  definition: SurveyDefinition;
  texts: RespondTexts;
  problems?: Problems;
  only?: ReadonlySet<string> | null;
  /** Fields that go with a plain post: what was answered on earlier pages, and housekeeping. */
  hidden?: [string, string][];
  live?: Live;
};

const NONE: Problems = new Map();

/** Once the script has read them, answers of other pages are the model's: those pages may come to stand here again. */
const isHousekeeping = ([name]: [string, string]): boolean => name.startsWith(HOUSEKEEPING_PREFIX);

/** The whole form: the same markup on the server and in the browser, answerable without any script. */
export function AskedForm({
  model,
  definition,
  texts,
  problems = NONE,
  only = null,
  hidden = [],
  live,
}: AskedFormProps) {
  useFollow(model);
  const form = useRef<HTMLFormElement>(null);
  const [found, setFound] = useState(problems);
  const [status, setStatus] = useState<Status>(null);
  const isLive = useTakeOver(form, live);
  const isOneOfMany = model.visiblePages.length > 1;
  const asking = useMemo<Asking>(() => {
    const questions = new Map(questionsOf(definition).map(({ question }) => [question.name, question]));
    const answer = (field: string, value: unknown) => {
      setFound((before) =>
        before.has(field) ? new Map([...before].filter(([name]) => name !== field)) : before,
      );
      setAnswer(model, field, value);
    };
    return { texts, questions, problems: found, only, answer };
  }, [texts, definition, found, only, model]);

  const goTo = (pageNo: number) => {
    turnTo(model, pageNo);
    form.current?.focus();
    form.current?.scrollIntoView();
  };
  const submit = (event: FormEvent) => {
    if (!live || !form.current) return;
    event.preventDefault();
    if (status === 'sending') return;
    const wrong = live.check();
    setFound(wrong);
    if (wrong.size > 0) return;
    if (model.isLastPage) live.send(form.current, setStatus);
    else goTo(model.currentPageNo + 1);
  };
  useFocusOnProblem(form, found, problems);

  return (
    <form ref={form} method="post" noValidate={isLive} tabIndex={-1} onSubmit={live ? submit : undefined}>
      {(isLive ? hidden.filter(isHousekeeping) : hidden).map(([name, value], index) => (
        <input key={`${name}-${index}`} type="hidden" name={name} value={value} />
      ))}
      {isOneOfMany ? <Progress model={model} texts={texts} /> : null}
      {found.size > 0 ? <output className="notice">{texts.problem.summary}</output> : null}
      <AskingContext value={asking}>
        <AskedSurvey model={model} />
      </AskingContext>
      <output className="notice" hidden={status === null || status === 'sending'}>
        {status === 'offline' ? texts.status.offline : status === 'failed' ? texts.status.failed : ''}
      </output>
      <div className="buttons">
        <button type="submit" className="go" aria-disabled={status === 'sending' || undefined}>
          {status === 'sending' ? texts.sending : model.isLastPage ? texts.send : texts.next}
        </button>
        {isLive && !model.isFirstPage ? (
          <button type="button" className="back" onClick={() => goTo(model.currentPageNo - 1)}>
            {texts.back}
          </button>
        ) : null}
      </div>
    </form>
  );
}

function Progress({ model, texts }: { model: Model; texts: RespondTexts }) {
  const [page, pages] = [model.currentPageNo + 1, model.visiblePages.length];
  return <progress value={page} max={pages} aria-label={fill(texts.progress, { page, pages })} />;
}

/** Renders again whenever an answer or the page changes. */
function useFollow(model: Model): void {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    model.onValueChanged.add(again);
    model.onCurrentPageChanged.add(again);
    return () => {
      model.onValueChanged.remove(again);
      model.onCurrentPageChanged.remove(again);
    };
  }, [model]);
}

const neverChanges = () => () => {};

/** Before the first paint after hydration, what the person has already put into the form goes into the model. */
function useTakeOver(form: { current: HTMLFormElement | null }, live: Live | undefined): boolean {
  useLayoutEffect(() => {
    if (live && form.current) live.takeOver(form.current);
  }, [form, live]);
  return useSyncExternalStore(
    neverChanges,
    () => live !== undefined,
    () => false,
  );
}

function useFocusOnProblem(
  form: { current: HTMLFormElement | null },
  found: Problems,
  initial: Problems,
): void {
  const count = useRef(initial.size);
  useEffect(() => {
    const isNew = found.size > 0 && found.size >= count.current && found !== initial;
    count.current = found.size;
    const first = isNew ? form.current?.querySelector('.problem') : null;
    const question = first?.closest('.question');
    const inputs = 'input, textarea, select';
    // In a matrix, the row that is still owed.
    const owed = question?.querySelector<HTMLElement>('.row:not(:has(:checked)) input');
    (owed ?? question?.querySelector<HTMLElement>(inputs))?.focus();
  }, [form, found, initial]);
}
