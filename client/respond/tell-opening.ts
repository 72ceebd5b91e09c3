/**
 * Tells the server that the page was before a person's eyes. A tab in the background, or a page that is fetched ahead, is
 * nobody reading. It counts for the funnel only, so a failure is nothing.
 */
export function tellOpening(): void {
  if (document.visibilityState === 'visible') return post();
  const wait = () => {
    if (document.visibilityState !== 'visible') return;
    document.removeEventListener('visibilitychange', wait);
    post();
  };
  document.addEventListener('visibilitychange', wait);
}

function post(): void {
  fetch(`${location.pathname}/opening`, { method: 'POST', keepalive: true }).catch(() => {});
}
