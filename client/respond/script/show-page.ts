/** Puts the `<main>` of a page that came back in the place of this one's. */
export function showPage(page: Document): void {
  const main = page.querySelector('main');
  if (!main) return;
  document.title = page.title;
  document.querySelector('main')?.replaceWith(main);
  window.scrollTo(0, 0);
  main.querySelector<HTMLElement>('h1')?.focus();
}

/** A page to take parts of. Its style sheet stays behind: this page's policy takes no other, and its own says the same. */
export const pageFrom = (html: string): Document =>
  new DOMParser().parseFromString(html.replace(/<style>.*?<\/style>/su, ''), 'text/html');
