import { useRef, useState } from 'react';
import { ApiProblem, api, read } from '../api.ts';
import { notifyProblem } from '../components/notify.tsx';
import { confirmed, isReviewed, namedIn, type Named } from './judgement.ts';
import { useVoiceChoices, type Voice } from './voices-data.ts';
import { useVoicesCache } from './voices-cache.ts';

const path = api.api.voices[':responseId'];

/** A voice as it was before it was judged. */
type Step = { before: Voice };

/**
 * Judges voices one after the other. Each is seen at once and saved in the order it was made; what the server refuses
 * is put back, and where somebody else was first, theirs is shown.
 */
export function useReviewing(queryKey: readonly unknown[]) {
  const cache = useVoicesCache(queryKey);
  const [steps, setSteps] = useState<Step[]>([]);
  const send = useSending(cache, (id) =>
    setSteps((all) => all.filter(({ before }) => before.responseId !== id)),
  );
  const competitors = useVoiceChoices().data?.competitors;
  const nameOf = (id: string) => competitors?.find((competitor) => competitor.id === id)?.name ?? null;

  const judge = (id: string, named: Named[]) => {
    const before = cache.find(id);
    if (!before) return;
    setSteps((all) => [...all, { before }]);
    void send.review(before, named, confirmed(before, named, nameOf));
  };
  /** Undoes the last judgement, or the last of one voice; says which voice it was. */
  const undo = (id?: string): string | null => {
    const at = steps.findLastIndex(({ before }) => id === undefined || before.responseId === id);
    const before = steps[at]?.before;
    if (!before) return null;
    setSteps(steps.filter((_, place) => place !== at));
    void (isReviewed(before) ? send.review(before, namedIn(before), before) : send.takeBack(before));
    return before.responseId;
  };
  return {
    judge,
    undo,
    last: steps.at(-1)?.before ?? null,
    canUndo: (id: string) => steps.some(({ before }) => before.responseId === id),
    conflicts: send.conflicts,
  };
}

type Cache = ReturnType<typeof useVoicesCache>;

/** The steps of one voice wait for each other, because each names the revision it follows. */
function useSending(cache: Cache, onRefused: (id: string) => void) {
  const waiting = useRef(new Map<string, Promise<void>>());
  const revisions = useRef(new Map<string, number>());
  const refusals = useRef(new Map<string, number>());
  const [conflicts, setConflicts] = useState<ReadonlySet<string>>(new Set());

  const inTurn = (shown: Voice, call: (revision: number) => Promise<Voice>) => {
    const id = shown.responseId;
    const before = cache.find(id) ?? shown;
    const refusedBefore = refusals.current.get(id);
    cache.put(shown);
    const turn = (waiting.current.get(id) ?? Promise.resolve()).then(async () => {
      // What was said on top of something refused is not said any more.
      if (refusals.current.get(id) !== refusedBefore) return;
      const revision = revisions.current.get(id) ?? before.reading?.revision ?? 0;
      const stands = await call(revision).catch((error: unknown) => failed(before, error));
      if (!stands) return;
      revisions.current.set(id, stands.reading?.revision ?? 0);
      if (waiting.current.get(id) === turn) cache.put({ ...stands, ...asShown(shown, stands) });
    });
    waiting.current.set(id, turn);
    return turn;
  };

  const failed = async (before: Voice, error: unknown): Promise<Voice | null> => {
    const { responseId } = before;
    const param = { responseId };
    refusals.current.set(responseId, (refusals.current.get(responseId) ?? 0) + 1);
    onRefused(responseId);
    const isLate = error instanceof ApiProblem && error.status === 409;
    const theirs = isLate ? await read(path.$get({ param })).catch(() => null) : null;
    if (theirs) setConflicts((known) => new Set([...known, responseId]));
    else notifyProblem(error);
    cache.put(theirs ?? before);
    if (theirs) revisions.current.set(responseId, theirs.reading?.revision ?? 0);
    return null;
  };

  return {
    conflicts,
    review: ({ responseId }: Voice, reasons: Named[], shown: Voice) =>
      inTurn(shown, (revision) =>
        read(path.review.$post({ param: { responseId }, json: { revision, reasons } })),
      ),
    takeBack: (before: Voice) => {
      const { responseId } = before;
      return inTurn(before, (revision) =>
        read(path.review.$delete({ param: { responseId }, query: { revision: String(revision) } })),
      );
    },
  };
}

/** What the reader inferred is read anew after a review was taken back; until then the page shows it as it was. */
function asShown(shown: Voice, stands: Voice): Partial<Voice> {
  if (isReviewed(shown) || !shown.reading || !stands.reading) return {};
  return { reasons: shown.reasons, reading: { ...shown.reading, revision: stands.reading.revision } };
}
