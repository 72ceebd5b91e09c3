/** The pages she has turned, as entries of the browser's history: its Back goes back a page of the survey. */
export function pageHistory(turn: (page: string) => void) {
  const depth = (): number => Number(state()?.depth ?? 0);
  const listen = new AbortController();
  window.addEventListener(
    'popstate',
    () => {
      const page = state()?.page;
      if (page !== undefined) turn(page);
    },
    { signal: listen.signal },
  );

  return {
    /** The page of this entry before the document was loaded again. */
    remembered: (): string | undefined => state()?.page,
    begin: (page: string) => history.replaceState({ page, depth: depth() }, ''),
    add: (page: string) => history.pushState({ page, depth: depth() + 1 }, ''),
    /** Goes back by the browser where it can; says whether it could. */
    back(): boolean {
      if (depth() === 0) return false;
      history.back();
      return true;
    },
    end: () => listen.abort(),
  };
}

export type PageHistory = ReturnType<typeof pageHistory>;

function state(): { page: string; depth: number } | null {
  const kept: unknown = history.state;
  return typeof kept === 'object' && kept !== null && 'page' in kept && 'depth' in kept
    ? { page: String(kept.page), depth: Number(kept.depth) }
    : null;
}
