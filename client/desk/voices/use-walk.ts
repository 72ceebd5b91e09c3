import { useEffect, useEffectEvent, useState } from 'react';

export const voiceElementId = (id: string) => `voice-${id}`;

/** Which voice the keys speak of. Keys bring the screen and the reader's focus along; the pointer is where it is. */
export function useWalk(
  ids: string[],
  { startsAtFirst, onEnd }: { startsAtFirst: boolean; onEnd: () => void },
) {
  const [at, setAt] = useState<{ id: string; isByKey: boolean } | null>(null);
  const chosen = at && ids.includes(at.id) ? at.id : null;
  const focused = chosen ?? (startsAtFirst ? (ids[0] ?? null) : null);
  useEffect(() => {
    if (!at?.isByKey) return;
    const element = document.getElementById(voiceElementId(at.id));
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const goTo = (id: string) => setAt({ id, isByKey: true });
  const walk = (step: 1 | -1) => {
    const from = focused === null ? -1 : ids.indexOf(focused);
    const next = ids[Math.max(0, from + step)];
    if (next) goTo(next);
    if (from + step >= ids.length - 5) onEnd();
  };
  useFocusIn((id) => {
    if (id !== focused) setAt({ id, isByKey: false });
  });
  return { focused, walk, goTo };
}

/** A tap anywhere on a voice, or the keyboard coming to something in it, points at it. */
function useFocusIn(pointAt: (id: string) => void) {
  const onFocusIn = useEffectEvent(({ target }: FocusEvent) => {
    const voice = target instanceof Element ? target.closest<HTMLElement>('[data-voice]') : null;
    if (voice?.dataset['voice']) pointAt(voice.dataset['voice']);
  });
  useEffect(() => {
    const listen = (event: FocusEvent) => onFocusIn(event);
    document.addEventListener('focusin', listen);
    return () => document.removeEventListener('focusin', listen);
  }, []);
}
