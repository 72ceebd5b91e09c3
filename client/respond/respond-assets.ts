import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';

export type RespondAssets = {
  css: string;
  /** What a survey with a matrix needs besides. */
  matrixCss: string;
  /** The script's file name under `dist/respond`, `null` while it is not built: the page works without it. */
  script: string | null;
};

/** Reads the page's style sheet and finds its built script, once at start, from the product's root folder. */
export function respondAssets(root: string): RespondAssets {
  const sheet = (name: string) => tightened(readFileSync(resolve(root, 'client/respond', name), 'utf8'));
  const [css, matrixCss] = [sheet('respond.css'), sheet('matrix.css')];
  const manifest = resolve(root, 'dist/respond/.vite/manifest.json');
  if (!existsSync(manifest)) return { css, matrixCss, script: null };
  const entries: Record<string, { file?: string }> = JSON.parse(readFileSync(manifest, 'utf8'));
  return { css, matrixCss, script: entries['client/respond/hydrate.tsx']?.file ?? null };
}

/** The style sheet cut to what the survey asks. */
export const cssFor = ({ css, matrixCss }: RespondAssets, definition: SurveyDefinition): string =>
  questionsOf(definition).some(({ question }) => question.type === 'matrix') ? css + matrixCss : css;

/** The style sheet without its layout: it stands in every page, so every byte is sent every time. */
const tightened = (css: string): string =>
  css
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ?([{};,]) ?/gu, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim();
