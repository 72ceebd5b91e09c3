import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Makes the folder a file database stands in; a server's address needs none. */
export function makeFolderOf(url: string): void {
  if (url.startsWith('file:')) mkdirSync(dirname(filePathOf(url)), { recursive: true });
}

export function filePathOf(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : decodeURIComponent(url.slice('file:'.length));
}
