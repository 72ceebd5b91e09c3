import type { ScriptTexts } from '../respond-state.ts';

/** Says in the place of the form that the answers are kept, and lets her try again; gives back how to say "sending". */
export function waitingPage({ kept, sending }: ScriptTexts): (isSending: boolean) => void {
  const main = document.querySelector('main');
  const brand = main?.querySelector('.brand');
  const title = Object.assign(document.createElement('h1'), { tabIndex: -1, textContent: kept.title });
  const text = Object.assign(document.createElement('p'), { textContent: kept.text });
  const again = Object.assign(document.createElement('button'), {
    className: 'again',
    textContent: kept.again,
  });
  again.addEventListener('click', () => document.dispatchEvent(new Event('send-again')));
  main?.replaceChildren(...(brand ? [brand] : []), title, text, again);
  main?.setAttribute('data-of', 'waiting');
  window.scrollTo(0, 0);
  title.focus();
  return (isSending) => {
    again.toggleAttribute('aria-disabled', isSending);
    again.textContent = isSending ? sending : kept.again;
  };
}
