/** So many different pages are kept; the one that was longest not asked for makes room. */
const mostKept = 500;

/** Keeps what was made under a key, the making itself too, so that nobody makes it twice at once. */
export function keptPages<T>(most = mostKept) {
  const kept = new Map<string, Promise<T>>();
  return (key: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, known);
    known.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return known;
  };
}
