import { useRef, type KeyboardEvent } from 'react';
import type { SurveyQuestion } from '#surveys/survey-definition.ts';
import { chosenBy, type Digit, type Option } from './question-options.ts';

interface Keys {
  options: Option[];
  choose: (option: Option) => void;
  goOn: () => void;
  toOwnWords: () => void;
}

/** Digits choose, Enter goes on, `w` comes to her own words; in a text Ctrl-Enter goes on and the rest is text. */
export function useQuestionKeys({ options, choose, goOn, toOwnWords }: Keys) {
  const before = useRef<Digit | null>(null);
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && mayGoOn(event)) {
      event.preventDefault();
      return goOn();
    }
    if (isText(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === 'KeyW') {
      event.preventDefault();
      return toOwnWords();
    }
    if (!/^\d$/.test(event.key)) return;
    const digit = { key: event.key, at: event.timeStamp };
    const option = chosenBy(options, digit, before.current);
    before.current = digit;
    if (option) choose(option);
  };
}

function mayGoOn({ target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || !(target instanceof HTMLTextAreaElement);
}

function isText(target: EventTarget): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type);
}

export const questionId = (name: string) => `ask-${name}`;

/** Brings the keyboard to what was chosen by a digit, where it goes on by arrows. */
export function focusOption(name: SurveyQuestion['name'], { value }: Option): void {
  const inputs =
    document.getElementById(questionId(name))?.querySelectorAll<HTMLElement>('[data-option]') ?? [];
  [...inputs].find((input) => input.dataset['option'] === String(value))?.focus();
}

/** Brings the keyboard to a question: to what is chosen there, else to the first thing that can be. */
export function focusQuestion(name: SurveyQuestion['name']): void {
  const card = document.getElementById(questionId(name));
  const controls = [...(card?.querySelectorAll<HTMLElement>('input, textarea, select') ?? [])];
  const chosen = controls.find((control) => control instanceof HTMLInputElement && control.checked);
  (chosen ?? controls[0])?.focus();
  card?.scrollIntoView({ block: 'nearest' });
}
