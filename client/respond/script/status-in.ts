import type { ScriptTexts } from '../respond-state.ts';

/** The line above the button that says how the answers are doing, and the button itself. */
export function statusIn(form: HTMLFormElement, texts: ScriptTexts) {
  const line = form.querySelector<HTMLElement>('#status');
  const go = form.querySelector<HTMLButtonElement>('.go');
  const label = go?.textContent ?? '';
  return {
    say(text: string | null, isCalm = false): void {
      if (!line) return;
      line.textContent = text ?? '';
      line.classList.toggle('calm', isCalm);
      line.hidden = text === null;
    },
    sending(isSending: boolean): void {
      form.toggleAttribute('aria-busy', isSending);
      go?.toggleAttribute('aria-disabled', isSending);
      if (go) go.textContent = isSending ? texts.sending : label;
    },
  };
}
