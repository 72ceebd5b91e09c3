import { compileGate, type AnswerProblem } from '#surveys/gate.ts';
import { standingPage } from '#surveys/form-steps.ts';
import { COMMENT_SUFFIX } from '#surveys/survey-definition.ts';
import type { RespondState } from '../respond-state.ts';
import { answersIn, chooseOther, fillIn } from './answers-in.ts';
import { pageHistory } from './page-history.ts';
import { pagesIn } from './pages-in.ts';
import { problemsIn } from './problems-in.ts';
import { weave } from './weave.ts';

type Taken = {
  form: HTMLFormElement;
  later: DocumentFragment | null;
  state: RespondState;
  /** What this device has kept of her answers, and which questions it may answer. */
  kept?: { answers: Record<string, unknown>; isToFill: (question: string) => boolean } | undefined;
  onChange: () => void;
  onSend: () => void;
};

/** The form with its script: it branches, judges and turns pages. What was put into it before stays as it is. */
export function surveyForm({ form, later, state, kept, onChange, onSend }: Taken) {
  const { definition, texts, preview } = state;
  const judge = compileGate(definition);
  if (later) weave(form, later);
  const pages = pagesIn(form, definition, texts);
  const problems = problemsIn(form, texts.problem);
  const answers = () => answersIn(form, definition);
  const turn = (page: string) => {
    pages.standOn(page);
    pages.show(answers());
    form.focus();
    form.scrollIntoView();
  };
  // A draft in its frame has no history of its own.
  const past = preview ? null : pageHistory(turn);

  function go(page: string): void {
    past?.add(page);
    turn(page);
  }

  /** What is wrong on the page in hand; before sending, in the whole survey, going back to the first that is wrong. */
  function wrongHere(): AnswerProblem[] {
    const judged = judge(answers());
    if (judged.ok) return [];
    const pageOf = ({ question }: AnswerProblem) => pages.pageOf(ownerOf(question));
    const on = (page: string | undefined) => judged.problems.filter((problem) => pageOf(problem) === page);
    const here = on(pages.current());
    const [first] = judged.problems;
    if (here.length > 0 || !pages.isLast() || !first) return here;
    go(pageOf(first) ?? pages.current());
    return on(pageOf(first));
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.hasAttribute('aria-busy')) return;
    const wrong = wrongHere();
    problems.show(wrong);
    const next = pages.beside(1);
    if (wrong.length > 0) return;
    if (next === undefined) onSend();
    else go(next);
  });
  for (const kind of ['input', 'change'])
    form.addEventListener(kind, ({ target }) => {
      if (!isField(target)) return;
      if (kind === 'input') chooseOther(target);
      problems.clear(fieldOf(target));
      pages.show(answers());
      if (kind === 'input') onChange();
    });
  pages.back.addEventListener('click', () => {
    const page = pages.beside(-1);
    if (page !== undefined && !past?.back()) turn(page);
  });

  /** Where she was before the page was loaded again, if what comes before it stands; else where her answers end. */
  function settle(): void {
    const judged = judge(answers());
    const wrong = judged.ok ? undefined : pages.pageOf(ownerOf(judged.problems[0]?.question ?? ''));
    const order = definition.pages.map(({ name }) => name);
    const remembered = past?.remembered() ?? '';
    const isReachable = wrong === undefined || order.indexOf(remembered) <= order.indexOf(wrong);
    if (order.includes(remembered) && isReachable) pages.standOn(remembered);
    else if (kept) pages.standOn(standingPage(definition, answers()) ?? '');
    pages.show(answers());
    past?.begin(pages.current());
  }

  if (kept) fillIn(form, kept.answers, kept.isToFill);
  form.noValidate = true;
  settle();
  return { answers, end: () => past?.end() };
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLElement && 'name' in target && target.closest('[data-q]') !== null;

const ownerOf = (field: string): string =>
  field.endsWith(COMMENT_SUFFIX) ? field.slice(0, -COMMENT_SUFFIX.length) : field;

/** The field a problem would be said of: a row's is its matrix's. */
const fieldOf = (field: Field): string =>
  field.name.endsWith(COMMENT_SUFFIX)
    ? field.name
    : (field.closest<HTMLElement>('[data-q]')?.dataset['q'] ?? '');
