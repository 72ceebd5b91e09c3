import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';

const togetherMs = 150;

/** Asks again for what changed, within a second of its happening anywhere. The browser reconnects by itself. */
export function useLiveInbox() {
  const queries = useQueryClient();
  const askAgain = useEffectEvent((caseIds: Iterable<string>) => {
    for (const caseId of caseIds) void queries.invalidateQueries({ queryKey: ['case', caseId] });
    void queries.invalidateQueries({ queryKey: ['inbox'] });
    void queries.invalidateQueries({ queryKey: ['inbox-count'] });
  });
  useEffect(() => hearCases((caseIds) => askAgain(caseIds)), []);
}

/** Calls with the cases that changed, those of one moment together. Returns what ends it. */
function hearCases(tell: (caseIds: Iterable<string>) => void): () => void {
  const stream = new EventSource('/api/live');
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellTogether = () => {
    timer = undefined;
    tell([...changed]);
    changed.clear();
  };
  stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const { caseId } = JSON.parse(data) as { caseId: string | null };
    if (!caseId) return;
    changed.add(caseId);
    timer ??= setTimeout(tellTogether, togetherMs);
  });
  return () => {
    clearTimeout(timer);
    stream.close();
  };
}
