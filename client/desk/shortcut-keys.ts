type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>;

/** The Latin letter or digit on the pressed key, so that `g i` works on Arabic, Hebrew and Russian keyboards too. */
export function keyOf({ key, code, shiftKey }: Pressed): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  if (key === '/' || key === '?') return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit && !isAscii(key)) return digit;
  if (letter && !isAscii(key)) return letter.toLowerCase();
  if (code === 'Slash' && (!isAscii(key) || key === '.')) return shiftKey ? '?' : '/';
  return key;
}

/** The shortcut meant by `key`, where `prefix` is the key pressed just before it; the latest added wins. */
export function matchKeys<T extends { keys: string }>(shortcuts: T[], prefix: string, key: string) {
  const find = (keys: string) => shortcuts.findLast((shortcut) => shortcut.keys === keys);
  return (prefix && find(`${prefix} ${key}`)) || find(key);
}

const isAscii = (key: string) => key.length === 1 && key.charCodeAt(0) < 128;
