import { useEffect, useEffectEvent, useState } from 'react';
import { keepLatency, keptLatencies } from './latency.ts';
import type { InboxRow } from './inbox-data.ts';
import { useRing } from './use-ring.ts';
import type { Arrival } from './use-live-inbox.ts';

/** Rings for rows that have just come into the list, and keeps how long they took. */
export function useArrivals(rows: InboxRow[], arrivals: Map<string, Arrival>): number[] {
  const [latencies, setLatencies] = useState(() => keptLatencies(localStorage));
  const ring = useRing();
  const welcome = useEffectEvent(() => {
    for (const row of rows) {
      const arrival = arrivals.get(row.id);
      if (!arrival) continue;
      arrivals.delete(row.id);
      ring(row);
      // A page in the background draws when it is looked at, which says nothing about us.
      if (document.hidden) continue;
      const took = arrival.agoMs + performance.now() - arrival.heardAt;
      requestAnimationFrame(() => setLatencies(keepLatency(localStorage, took)));
    }
  });
  // After each drawing: only then a row is on the screen.
  useEffect(() => welcome());
  return latencies;
}
