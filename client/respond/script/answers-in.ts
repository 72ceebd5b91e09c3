import { fromForm, toForm } from '#surveys/form.ts';
import { COMMENT_SUFFIX, questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';

/** What stands in the form, as the gate takes it. A text beside "other" counts only while "other" is chosen. */
export function answersIn(form: HTMLFormElement, definition: SurveyDefinition): Record<string, unknown> {
  const fields = [...new FormData(form)];
  const isOtherChosen = (name: string) =>
    fields.some(([field, value]) => field === name && value === 'other');
  const unheard = new Set(
    questionsOf(definition)
      .filter(({ question }) => 'showOtherItem' in question && question.showOtherItem)
      .filter(({ question }) => !isOtherChosen(question.name))
      .map(({ question }) => question.name + COMMENT_SUFFIX),
  );
  return fromForm(
    definition,
    fields.filter(([field]) => !unheard.has(field)),
  );
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Gives answers to the form, but to no question a person has answered or chosen beforehand. */
export function fillIn(
  form: HTMLFormElement,
  answers: Record<string, unknown>,
  isToFill: (question: string) => boolean,
): void {
  const touched = new Set(fieldsOf(form).filter(isTouched).map(questionOf));
  for (const field of fieldsOf(form)) {
    const question = questionOf(field);
    if (question === undefined || touched.has(question) || !isToFill(question)) continue;
    give(
      field,
      toForm(answers)
        .filter(([name]) => name === field.name)
        .map(([, value]) => value),
    );
  }
}

/** Whoever writes beside "other" means it. */
export function chooseOther(field: Field): void {
  if (!field.closest('.other') || field.value.trim() === '') return;
  const choice = field.closest('[data-q]')?.querySelector('[value="other"]');
  if (choice instanceof HTMLInputElement) choice.checked = true;
  if (choice instanceof HTMLOptionElement) choice.selected = true;
}

const isChoice = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');

function give(field: Field, values: string[]): void {
  if (isChoice(field)) field.checked = values.includes(field.value);
  else field.value = values[0] ?? '';
}

function isTouched(field: Field): boolean {
  if (isChoice(field)) return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement)
    return [...field.options].some(({ selected, defaultSelected }) => selected && !defaultSelected);
  return field.value !== field.defaultValue;
}

const fieldsOf = (form: HTMLFormElement): Field[] => [
  ...form.querySelectorAll<Field>('input, textarea, select'),
];

const questionOf = (field: Field): string | undefined => field.closest<HTMLElement>('[data-q]')?.dataset['q'];
