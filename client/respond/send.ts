import { toForm } from '#surveys/form.ts';
import { ASKED_FIELD } from '#surveys/form-steps.ts';
import type { Language } from '#surveys/languages.ts';
import { COMMENT_SUFFIX } from '#surveys/survey-definition.ts';
import type { Status } from './asked-form.tsx';

type Sending = {
  form: HTMLFormElement;
  answers: Record<string, unknown>;
  language: Language;
  asked: string[];
  tell: (status: Status) => void;
};

const PATIENCE_MS = 20_000;
let failures = 0;

/**
 * Posts `{ answers, language }` as JSON and shows the page that comes back. A failure keeps everything on the page and
 * says so; a second one with a connection falls back to the plain form post.
 */
export async function sendAnswers(sending: Sending): Promise<void> {
  const { form, answers, language, tell } = sending;
  if (!navigator.onLine) return tellOffline(tell);
  tell('sending');
  try {
    const response = await fetch(window.location.href, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/html' },
      body: JSON.stringify({ answers, language }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status >= 500) throw new Error(`The server answered ${response.status}`);
    show(await response.text());
  } catch {
    failures += 1;
    if (!navigator.onLine) tellOffline(tell);
    else if (failures > 1) postPlainly(form, sending);
    else tell('failed');
  }
}

function tellOffline(tell: (status: Status) => void): void {
  tell('offline');
  window.addEventListener('online', () => tell(null), { once: true });
}

/** Puts the `<main>` of a page that came back in the place of this one's. */
export function show(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const main = page.querySelector('main');
  if (!main) throw new Error('The answer is no page');
  document.title = page.title;
  document.querySelector('main')?.replaceWith(main);
  window.scrollTo(0, 0);
  main.querySelector<HTMLElement>('h1')?.focus();
}

function postPlainly(form: HTMLFormElement, { answers, asked }: Sending): void {
  const isHere = (field: string) => form.elements.namedItem(field) !== null;
  for (const [field, value] of toForm(answers)) if (!isHere(field)) addHidden(form, field, value);
  form.querySelector(`input[name="${ASKED_FIELD}"]`)?.remove();
  addHidden(form, ASKED_FIELD, asked.filter((name) => !name.endsWith(COMMENT_SUFFIX)).join(' '));
  HTMLFormElement.prototype.submit.call(form);
}

function addHidden(form: HTMLFormElement, name: string, value: string): void {
  const input = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
  form.append(input);
}
