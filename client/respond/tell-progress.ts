/** At most one message in so long, so that a person who answers quickly sends few. */
const PAUSE_MS = 1500;

/**
 * Tells the server how far a person has come: that the page was before her eyes, and the last question she answered.
 * It counts for the funnel only, so a failure is nothing.
 */
export function tellProgress(container: HTMLElement, questions: string[]): void {
  tellOpening();
  let reached = -1;
  let told = -1;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    clearTimeout(waiting);
    waiting = undefined;
    const question = questions[reached];
    if (question === undefined || reached <= told) return;
    told = reached;
    post('progress', { question });
  };
  container.addEventListener('change', ({ target }) => {
    const field = target instanceof Element ? (target.getAttribute('name') ?? '') : '';
    reached = Math.max(reached, questions.indexOf(questionOf(field, questions)));
    if (told < 0) tell();
    else waiting ??= setTimeout(tell, PAUSE_MS);
  });
  document.addEventListener('visibilitychange', tell);
}

/** A tab in the background, or a page that is fetched ahead, is nobody reading. */
function tellOpening(): void {
  if (document.visibilityState === 'visible') return post('opening');
  const wait = () => {
    if (document.visibilityState !== 'visible') return;
    document.removeEventListener('visibilitychange', wait);
    post('opening');
  };
  document.addEventListener('visibilitychange', wait);
}

/** A field is called as its question, or begins with its name and a mark (`-Comment`, a row). */
function questionOf(field: string, questions: string[]): string {
  const whose = questions.filter((name) => field === name || /^\W/u.test(rest(field, name)));
  return whose.reduce((longest, name) => (name.length > longest.length ? name : longest), '');
}

const rest = (field: string, name: string) => (field.startsWith(name) ? field.slice(name.length) : '');

function post(what: 'opening' | 'progress', said?: object): void {
  fetch(`${location.pathname}/${what}`, {
    method: 'POST',
    keepalive: true,
    ...(said && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(said) }),
  }).catch(() => {});
}
