import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';

// What one moment brings comes within a few milliseconds; while much happens, the list is not asked for all the time.
const togetherMs = 15;
const betweenMs = 100;

/** A case that was opened a moment ago: how old its answer was when we heard, and when that was. */
export type Arrival = { agoMs: number; heardAt: number };
type Happening = { kind: string; caseId: string | null; agoMs: number };

/**
 * Asks again for what changed, within a second of its happening anywhere. The browser reconnects by itself. Returns the
 * cases that were opened and have not been seen in the list yet.
 */
export function useLiveInbox(): Map<string, Arrival> {
  const queries = useQueryClient();
  const [arrivals] = useState(() => new Map<string, Arrival>());
  // Drawn anew, because a list that was asked for a moment before may show the row already.
  const [, setHeard] = useState(0);
  const askAgain = useEffectEvent(async (caseIds: string[]) => {
    const besides = [...caseIds.map((caseId) => ['case', caseId]), ['inbox-count']];
    const list = queries.invalidateQueries({ queryKey: ['inbox'] });
    for (const queryKey of besides) void queries.invalidateQueries({ queryKey });
    await list;
  });
  useEffect(() => {
    const opened = (caseId: string, arrival: Arrival) => {
      arrivals.set(caseId, arrival);
      setHeard((count) => count + 1);
    };
    // What the list does not show by then is on no screen: it is filtered away, or on a later page.
    const forget = (caseIds: string[]) =>
      setTimeout(() => caseIds.forEach((id) => arrivals.delete(id)), 1000);
    return hearCases({ tell: (caseIds) => askAgain(caseIds).then(() => void forget(caseIds)), opened });
  }, [arrivals]);
  return arrivals;
}

type Ears = {
  tell: (caseIds: string[]) => Promise<void>;
  opened: (caseId: string, arrival: Arrival) => void;
};

/**
 * Calls with the cases that changed, those of one moment together, and not again before the answer is here: else a busy
 * hour would ask anew and anew and show nothing. Returns what ends it.
 */
function hearCases({ tell, opened }: Ears): () => void {
  const stream = new EventSource('/api/live');
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  const tellTogether = async () => {
    timer = undefined;
    isAsking = true;
    const caseIds = [...changed];
    changed.clear();
    await tell(caseIds).catch(() => {});
    isAsking = false;
    if (changed.size > 0) timer ??= setTimeout(() => void tellTogether(), betweenMs);
  };
  stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const { kind, caseId, agoMs } = JSON.parse(data) as Happening;
    if (!caseId) return;
    if (kind === 'case-opened') opened(caseId, { agoMs, heardAt: performance.now() });
    changed.add(caseId);
    if (!isAsking) timer ??= setTimeout(() => void tellTogether(), togetherMs);
  });
  return () => {
    clearTimeout(timer);
    stream.close();
  };
}
