import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react';
import { keyOf, matchKeys } from './shortcut-keys.ts';

export type Shortcut = { keys: string; label: string; run: () => void };

type Register = (read: () => Shortcut[]) => () => void;
const ShortcutsContext = createContext<{ register: Register; all: () => Shortcut[] } | null>(null);

const sequenceMs = 1200;

/** One listener for the whole desk; rooms add their own keys with `useShortcuts`. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const readers = useRef(new Set<() => Shortcut[]>());
  const [shortcuts] = useState(() => ({
    register: (read: () => Shortcut[]) => {
      readers.current.add(read);
      return () => void readers.current.delete(read);
    },
    all: () => [...readers.current].flatMap((read) => read()),
  }));
  useEffect(() => listen(shortcuts.all), [shortcuts]);
  return <ShortcutsContext value={shortcuts}>{children}</ShortcutsContext>;
}

/** Keys that work while this component is on the page, such as `j` or `g o`; they also stand in the `?` list. */
export function useShortcuts(shortcuts: Shortcut[]) {
  const context = use(ShortcutsContext);
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => context?.register(() => current.current), [context]);
}

export const useAllShortcuts = () => use(ShortcutsContext)?.all ?? (() => []);

function listen(all: () => Shortcut[]) {
  let before = '';
  let at = 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event) || isPressing(event)) return;
    const key = keyOf(event);
    const prefix = event.timeStamp - at < sequenceMs ? before : '';
    const match = matchKeys(all(), prefix, key);
    before = key;
    at = event.timeStamp;
    if (!match) return;
    before = '';
    event.preventDefault();
    match.run();
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null)
  );
}

/** Enter and space on a link or a button are its own. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  if (key !== 'Enter' && key !== ' ') return false;
  return target instanceof HTMLElement && target.closest('a, button, summary') !== null;
}
