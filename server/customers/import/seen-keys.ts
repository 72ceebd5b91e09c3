/** Remembers the keys of a file: some 60 bytes a row, so that a key that stands twice is found without keeping rows. */
export interface SeenKeys {
  /** `new`, `same` (the same row again), or the line where another row has this key. */
  meet(key: string, row: { line: number; print: number }): 'new' | 'same' | { line: number };
}

export function seenKeys(): SeenKeys {
  const lines = new Map<string, number>();
  const prints = new Map<string, number>();
  return {
    meet: (key, { line, print }) => {
      const before = lines.get(key);
      if (before === undefined) {
        lines.set(key, line);
        prints.set(key, print);
        return 'new';
      }
      return prints.get(key) === print ? 'same' : { line: before };
    },
  };
}

/** 32 bits of FNV-1a over a text. */
export function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
