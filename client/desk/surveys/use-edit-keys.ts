import { useEffect, useEffectEvent } from 'react';

type Steps = { undo: () => void; redo: () => void; save: () => void };

/** Ctrl-Z and Ctrl-Shift-Z over the whole document, also from within a field, and Ctrl-S to save at once. */
export function useEditKeys({ undo, redo, save }: Steps) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const step =
      event.code === 'KeyZ' ? (event.shiftKey ? redo : undo) : { KeyY: redo, KeyS: save }[event.code];
    if (!step) return;
    event.preventDefault();
    step();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}
