/**
 * Puts what the server has laid aside into the form, hidden, in the survey's order. What stands in the form already is
 * left alone, so that no focus, no answer and no half-typed word is lost; `<i data-q>` marks its place.
 */
export function weave(form: HTMLFormElement, later: DocumentFragment): void {
  merge(form, later);
  // Each answer of another page stands in its own field now.
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type=hidden]:not([name^="_"])'))
    field.remove();
}

function merge(standing: Element, aside: ParentNode): void {
  let last: Element | null = null;
  // The list would change as its parts are moved.
  const parts = [...aside.children];
  for (const part of parts) {
    const key = keyOf(part);
    if (key === null) continue;
    const same = [...standing.children].find((child) => keyOf(child) === key);
    if (same) merge(same, part);
    else place(part, standing, last);
    last = same ?? part;
  }
}

function place(part: Element, standing: Element, last: Element | null): void {
  part.setAttribute('hidden', '');
  if (last) last.after(part);
  else [...standing.children].find((child) => keyOf(child) !== null)?.before(part);
}

function keyOf(part: Element): string | null {
  const kind = ['data-page', 'data-panel', 'data-q'].find((name) => part.hasAttribute(name));
  return kind === undefined ? null : `${kind} ${part.getAttribute(kind)}`;
}
