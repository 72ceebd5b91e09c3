import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout's folder, found from the source tree and from the built bundle alike. */
export const projectRoot = folderAbove(import.meta.dirname, 'drizzle.config.ts');

function folderAbove(from: string, file: string): string {
  if (existsSync(join(from, file))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`${file} stands in no folder above ${import.meta.dirname}`);
  return folderAbove(parent, file);
}
