import type { AnswerProblem } from '#surveys/gate.ts';
import { COMMENT_SUFFIX } from '#surveys/survey-definition.ts';
import { problemText } from '../problem-text.ts';
import type { ScriptTexts } from '../respond-state.ts';

/** What is wrong, said beside the questions as the server says it. */
export function problemsIn(form: HTMLFormElement, texts: ScriptTexts['problem']) {
  function show(problems: AnswerProblem[]): void {
    for (const shown of form.querySelectorAll('.problem')) takeAway(shown);
    for (const problem of problems) say(form, problem.question, problemText(problem.code, texts));
    sayThatSome();
    if (problems.length > 0) focusFirst(form);
  }

  /** An answer that changes is judged again when it is sent, not before. */
  function clear(field: string): void {
    const place = placeOf(form, field);
    const said = place && document.getElementById(place.problemId);
    if (!said) return;
    takeAway(said);
    sayThatSome();
  }

  function sayThatSome(): void {
    const has = form.querySelector('.problem') !== null;
    const said = form.querySelector('.notice:not(#status)');
    if (!has) said?.remove();
    else if (!said) {
      const notice = Object.assign(document.createElement('output'), { className: 'notice' });
      notice.textContent = texts.summary ?? '';
      form.querySelector('[data-page]')?.before(notice);
    }
  }

  return { show, clear };
}

type Place = { box: Element; control: Element; problemId: string };

/** Where a field's problem stands: in its question, or beside its comment. */
function placeOf(form: HTMLFormElement, field: string): Place | null {
  const name = field.endsWith(COMMENT_SUFFIX) ? field.slice(0, -COMMENT_SUFFIX.length) : field;
  const question = form.querySelector(`[data-q="${CSS.escape(name)}"]`);
  if (!question) return null;
  const first = document.getElementById(`q-${name}`);
  if (name === field)
    return {
      box: question,
      control: question.tagName === 'FIELDSET' || !first ? question : first,
      problemId: `q-${name}-problem`,
    };
  const control = question.querySelector('.beside [name]');
  const box = control?.closest('.beside');
  return control && box ? { box, control, problemId: `${control.id}-problem` } : null;
}

function say(form: HTMLFormElement, field: string, text: string): void {
  const place = placeOf(form, field);
  if (!place) return;
  const { box, control, problemId } = place;
  const said = Object.assign(document.createElement('p'), { className: 'problem', id: problemId });
  said.setAttribute('role', 'alert');
  said.textContent = text;
  (box.querySelector(':scope > .hint') ?? box.querySelector(':scope > :is(.title, label)'))?.after(said);
  describe(control, [...describedBy(control), problemId]);
  if (control.tagName !== 'FIELDSET') control.setAttribute('aria-invalid', 'true');
}

function takeAway(said: Element): void {
  said.remove();
  const control = document.querySelector(`[aria-describedby~="${CSS.escape(said.id)}"]`);
  if (!control) return;
  describe(
    control,
    describedBy(control).filter((id) => id !== said.id),
  );
  control.removeAttribute('aria-invalid');
}

const describedBy = (control: Element): string[] =>
  (control.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '');

function describe(control: Element, ids: string[]): void {
  if (ids.length > 0) control.setAttribute('aria-describedby', ids.join(' '));
  else control.removeAttribute('aria-describedby');
}

function focusFirst(form: HTMLFormElement): void {
  const first = form.querySelector('.problem');
  const box = first?.closest('.beside, .question');
  // In a matrix, the row that is still owed.
  const owed = box?.querySelector<HTMLElement>('.row:not(:has(:checked)) input');
  (owed ?? box?.querySelector<HTMLElement>('input, textarea, select'))?.focus();
}
