import { useEffect, useEffectEvent, useState } from 'react';

type Latest<T> = { data: T | null; error: unknown; isBehind: boolean };

/** Asks a while after the last change of `key`, and keeps the last answer until the next one is there. */
export function useLatest<T>(
  key: unknown,
  ask: (signal: AbortSignal) => Promise<T>,
  waitMs: number,
): Latest<T> {
  const [latest, setLatest] = useState<Latest<T> & { key: unknown }>({
    data: null,
    error: null,
    isBehind: true,
    key: undefined,
  });
  const begin = useEffectEvent((signal: AbortSignal) => ask(signal));
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      begin(stop.signal).then(
        (data) => stop.signal.aborted || setLatest({ data, error: null, isBehind: false, key }),
        (error: unknown) =>
          stop.signal.aborted || setLatest((before) => ({ ...before, error, isBehind: false, key })),
      );
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, waitMs]);
  return { ...latest, isBehind: latest.key !== key };
}
