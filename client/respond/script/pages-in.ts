import { compileCondition } from '#surveys/condition.ts';
import { visibleQuestions } from '#surveys/form-steps.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import { fill } from '../fill.ts';
import type { ScriptTexts } from '../respond-state.ts';

/** The pages of the form: which questions stand, which page is before her, and how far that is. */
export function pagesIn(form: HTMLFormElement, definition: SurveyDefinition, texts: ScriptTexts) {
  const go = form.querySelector<HTMLButtonElement>('.go');
  const back = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'back',
    textContent: texts.back,
    hidden: true,
  });
  go?.after(back);
  const owedIf = questionsOf(definition).flatMap(({ question: { name, requiredIf } }) =>
    requiredIf === undefined ? [] : [{ name, holds: compileCondition(requiredIf) }],
  );
  let standing: string[] = [];
  let current = form.querySelector<HTMLElement>('[data-page]:not([hidden])')?.dataset['page'] ?? '';

  /** Shows what the conditions say of these answers. */
  function show(answers: Record<string, unknown>): void {
    const visible = visibleQuestions(definition, answers);
    const names = new Set(visible.map(({ question }) => question.name));
    standing = [...new Set(visible.map(({ page }) => page.name))];
    if (!standing.includes(current)) current = nearest();
    for (const question of parts('data-q')) question.hidden = !names.has(question.dataset['q'] ?? '');
    for (const panel of parts('data-panel'))
      panel.hidden = panel.querySelector('[data-q]:not([hidden])') === null;
    for (const page of parts('data-page')) page.hidden = page.dataset['page'] !== current;
    owe(Object.fromEntries(Object.entries(answers).filter(([name]) => names.has(name))));
    say();
  }

  function owe(answers: Record<string, unknown>): void {
    for (const { name, holds } of owedIf)
      for (const input of form.querySelectorAll<HTMLInputElement>(`[data-q="${name}"] [name="${name}"]`))
        input.required = input.type !== 'checkbox' && holds(answers);
  }

  function say(): void {
    const [page, pages] = [standing.indexOf(current) + 1, standing.length];
    const bar = form.querySelector('progress');
    if (bar) {
      [bar.max, bar.value] = [pages, page];
      bar.setAttribute('aria-label', fill(texts.progress, { page, pages }));
      // It comes with a page that is turned, so that no answer moves what is being read.
      if (page > 1) bar.hidden = false;
    }
    back.hidden = page <= 1;
    if (go && !go.hasAttribute('aria-disabled')) go.textContent = page === pages ? texts.send : texts.next;
  }

  function nearest(): string {
    const order = definition.pages.map(({ name }) => name);
    const before = standing.filter((name) => order.indexOf(name) < order.indexOf(current));
    return before.at(-1) ?? standing[0] ?? '';
  }

  const parts = (attribute: string) => form.querySelectorAll<HTMLElement>(`[${attribute}]`);
  const beside = (step: 1 | -1): string | undefined => standing[standing.indexOf(current) + step];

  return {
    show,
    back,
    beside,
    current: () => current,
    isLast: () => beside(1) === undefined,
    standOn: (page: string) => (current = page),
    pageOf: (question: string) =>
      questionsOf(definition).find((placed) => placed.question.name === question)?.page.name,
  };
}

export type PagesIn = ReturnType<typeof pagesIn>;
