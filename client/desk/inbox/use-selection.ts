import { useState } from 'react';

export type Selection = {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  selectAll: () => void;
  clear: () => void;
};

/** The rows that were ticked; one that has left the list is ticked no more. */
export function useSelection(rows: { id: string }[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const listed = rows.map(({ id }) => id);
  const ids = new Set(listed.filter((id) => ticked.has(id)));
  const toggle = (id: string) =>
    setTicked((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return {
    ids,
    toggle,
    selectAll: () => setTicked(new Set(listed)),
    clear: () => setTicked(new Set()),
  };
}
