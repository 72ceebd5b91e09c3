/** Tells the server that the page was before a person's eyes. A tab in the background is nobody reading. */
export function tellOpening(path: string): void {
  const tell = () => {
    if (document.visibilityState !== 'visible') return;
    document.removeEventListener('visibilitychange', tell);
    fetch(`${path}/opening`, { method: 'POST', keepalive: true }).catch(() => {});
  };
  document.addEventListener('visibilitychange', tell);
  tell();
}
