import { useSearchParams } from 'react-router';

type Changes = Record<string, string | null | undefined>;

/** The filters of a page live in the address bar: read them, and get the address with some of them changed. */
export function useAddress() {
  const [params, setParams] = useSearchParams();
  const changed = (changes: Changes) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    return next;
  };
  return {
    get: (name: string) => params.get(name) ?? undefined,
    /** For a link on the same page. */
    to: (changes: Changes) => `?${changed(changes)}`,
    go: (changes: Changes, how?: { replace: boolean }) => setParams(changed(changes), how),
  };
}
