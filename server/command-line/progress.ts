import type { WriteStream } from 'node:tty';

const millisecondsBetween = { terminal: 100, file: 5000 };

/** One line that overwrites itself on a terminal; a new line every few seconds elsewhere. */
export function progressLine(out: Pick<WriteStream, 'write' | 'isTTY'>) {
  const pause = out.isTTY ? millisecondsBetween.terminal : millisecondsBetween.file;
  let last = Date.now() - (out.isTTY ? pause : 0);
  let isOpen = false;
  return {
    tell: (text: string) => {
      if (Date.now() - last < pause) return;
      last = Date.now();
      out.write(out.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
      isOpen = Boolean(out.isTTY);
    },
    end: () => {
      if (isOpen) out.write('\r\u001b[2K');
    },
  };
}
