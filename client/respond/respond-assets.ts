import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export type RespondAssets = {
  css: string;
  /** The script's file name under `dist/respond`, `null` while it is not built: the page works without it. */
  script: string | null;
};

/** Reads the page's style sheet and finds its built script, once at start, from the product's root folder. */
export function respondAssets(root: string): RespondAssets {
  const css = tightened(readFileSync(resolve(root, 'client/respond/respond.css'), 'utf8'));
  const manifest = resolve(root, 'dist/respond/.vite/manifest.json');
  if (!existsSync(manifest)) return { css, script: null };
  const entries: Record<string, { file?: string }> = JSON.parse(readFileSync(manifest, 'utf8'));
  return { css, script: entries['client/respond/hydrate.tsx']?.file ?? null };
}

/** The style sheet without its layout: it stands in every page, so every byte is sent every time. */
const tightened = (css: string): string =>
  css
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ?([{};,]) ?/gu, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim();
