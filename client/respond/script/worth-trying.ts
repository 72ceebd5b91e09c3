/** Settles after so long, or at once when something says that the line may be back. */
export function worthTrying(ms: number, isPatient: boolean): Promise<void> {
  return new Promise((settle) => {
    const over = new AbortController();
    const go = () => {
      clearTimeout(timer);
      over.abort();
      settle();
    };
    const timer = setTimeout(go, ms);
    const { signal } = over;
    document.addEventListener('send-again', go, { signal });
    // A server that is overrun is not asked sooner because somebody looks at the page.
    if (isPatient) return;
    window.addEventListener('online', go, { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && go(), {
      signal,
    });
  });
}
