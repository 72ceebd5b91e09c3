import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { questionsOf, type SurveyDefinition, type SurveyQuestion } from '#surveys/survey-definition.ts';

export type RespondAssets = {
  /** What every page needs, those without questions too. */
  css: string;
  /** What each kind of question needs besides, by the sheet's name. */
  sheets: Readonly<Record<string, string>>;
  /** The script's file name under `dist/respond`, `null` while it is not built: the page works without it. */
  script: string | null;
};

/** Reads the page's style sheets and finds its built script, once at start, from the product's root folder. */
export function respondAssets(root: string): RespondAssets {
  const folder = resolve(root, 'client/respond');
  const read = (path: string) => tightened(readFileSync(resolve(folder, path), 'utf8'));
  const sheets = readdirSync(resolve(folder, 'sheets')).map((file): [string, string] => [
    file.replace('.css', ''),
    read(`sheets/${file}`),
  ]);
  return { css: read('respond.css'), sheets: Object.fromEntries(sheets), script: builtScript(root) };
}

function builtScript(root: string): string | null {
  const manifest = resolve(root, 'dist/respond/.vite/manifest.json');
  if (!existsSync(manifest)) return null;
  const entries: Record<string, { file?: string }> = JSON.parse(readFileSync(manifest, 'utf8'));
  return entries['client/respond/script/take-over.ts']?.file ?? null;
}

const SHEET_OF_TYPE: Record<SurveyQuestion['type'], string> = {
  rating: 'scale',
  radiogroup: 'choices',
  checkbox: 'choices',
  boolean: 'choices',
  dropdown: 'lines',
  text: 'lines',
  comment: 'lines',
  matrix: 'matrix',
};

// A thank-you may ask when to call and where, and takes the place of the form under the form's own policy.
const AFTER_ANSWERING = ['choices', 'lines'];

/** The style sheet cut to what the survey asks, and its thank-you after it. */
export function cssFor(assets: RespondAssets, definition: SurveyDefinition): string {
  const needed = new Set(AFTER_ANSWERING);
  for (const { question } of questionsOf(definition)) needed.add(SHEET_OF_TYPE[question.type]);
  if (definition.pages.length > 1) needed.add('pages');
  return together(assets, needed);
}

/** The style sheet of a page without a survey. */
export const cssAfter = (assets: RespondAssets): string => together(assets, AFTER_ANSWERING);

const together = ({ css, sheets }: RespondAssets, names: Iterable<string>): string =>
  css + [...names].map((name) => sheets[name] ?? '').join('');

/** The style sheet without its layout: it stands in every page, so every byte is sent every time. */
const tightened = (css: string): string =>
  css
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ?([{};,]) ?/gu, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim();
