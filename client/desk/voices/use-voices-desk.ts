import { useState } from 'react';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { isReviewed, namedIn, withCompetitor, withDetail, withToggled, type Named } from './judgement.ts';
import { useReviewing } from './use-reviewing.ts';
import { useTagging } from './use-tagging.ts';
import { useWalk } from './use-walk.ts';
import { useVoices, useVoicesQuestion, type Voice } from './voices-data.ts';

export type Desk = ReturnType<typeof useVoicesDesk>;
export type Chooser = 'detail' | 'competitor' | 'tag';
type By = { isByKey: boolean };

/** Everything on the page: the voices, the one in focus, and what can be said of it. */
export function useVoicesDesk() {
  const { isReview } = useVoicesQuestion();
  const { list, queryKey } = useVoices();
  const pages = list.data?.pages ?? [];
  const voices = pages.flatMap((page) => page.voices);
  const reviewing = useReviewing(queryKey);
  const [chooser, setChooser] = useState<{ of: Chooser; by: By } | null>(null);
  const { focused, walk, goTo } = useWalk(
    voices.map(({ responseId }) => responseId),
    {
      startsAtFirst: isReview,
      onEnd: () => {
        if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
      },
    },
  );
  const voice = voices.find(({ responseId }) => responseId === focused) ?? null;

  /** By a key the first judgement of a voice goes on to the next; by the pointer, or on looking again, it stays. */
  const judge = (named: Named[], { isByKey }: By) => {
    if (!voice || !canBeReviewed(voice)) return;
    const isFirst = !isReviewed(voice);
    reviewing.judge(voice.responseId, named);
    if (isByKey && isFirst) walk(1);
  };
  const confirm = (by: By) => {
    if (!voice || isReviewed(voice)) return walk(1);
    const named = namedIn(voice);
    if (named.length > 0) judge(named, by);
  };
  return {
    list,
    voices,
    waiting: pages[0]?.waiting ?? 0,
    focused,
    voice,
    walk,
    tagging: useTagging(queryKey),
    confirm,
    toggle: (category: ReasonCategory | null, by: By) =>
      voice && judge(category === null ? [] : withToggled(voice, category), by),
    chooseDetail: (category: ReasonCategory, detail: string | null) =>
      voice && judge(withDetail(voice, category, detail), chooser?.by ?? { isByKey: false }),
    chooseCompetitor: (id: string | null) =>
      voice && judge(withCompetitor(voice, id), chooser?.by ?? { isByKey: false }),
    undo: (id?: string) => {
      const undone = reviewing.undo(id);
      if (undone !== null) goTo(undone);
    },
    last: reviewing.last,
    canUndo: reviewing.canUndo,
    conflicts: reviewing.conflicts,
    chooser: chooser?.of ?? null,
    open: (of: Chooser, by: By = { isByKey: true }) =>
      voice && (of === 'tag' || canBeReviewed(voice)) && setChooser({ of, by }),
    close: () => setChooser(null),
  };
}

/** What was said without a name is counted without one, so nobody says what it means either. */
export const canBeReviewed = ({ customerId }: Voice): boolean => customerId !== null;
