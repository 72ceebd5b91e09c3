import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#db/project-root.ts';

/** A file of the material that stands beside the checkout; says so where it does not. */
export function sharedFile(path: string): string {
  const found = join(projectRoot, '../shared', path);
  if (!existsSync(found)) throw new Error(`This test needs ../shared/${path} beside the checkout`);
  return found;
}
