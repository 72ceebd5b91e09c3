import { createHash } from 'node:crypto';
import type { surveys } from '#db/schema/programs.ts';
import type { Language } from '#surveys/languages.ts';

export type Survey = typeof surveys.$inferSelect;
export type SurveyKind = Survey['kind'];

/** A SurveyJS document as somebody wrote it, whole, with what we cannot serve. */
export type SurveyDocument = Record<string, unknown>;

/** The published version that stands newest. `publishedBy` is null where the product shipped it. */
export interface Published {
  number: number;
  checksum: string;
  publishedBy: string | null;
}

/** Tells two definitions apart. */
export const checksumOf = (definition: object): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex');

/**
 * Whether a product update may publish its own version of a shipped survey: only while the company has neither
 * published one of its own nor begun to.
 */
export function mayShip(
  { latest, isBeingEdited }: { latest: Published | null; isBeingEdited: boolean },
  checksum: string,
): boolean {
  if (!latest) return true;
  return latest.publishedBy === null && !isBeingEdited && latest.checksum !== checksum;
}

/** Where a new survey begins: its name as the title, and one page without questions. */
export function blankDocument(name: string, language: Language): SurveyDocument {
  return {
    title: language === 'en' ? { default: name } : { [language]: name },
    pages: [{ name: 'page1', elements: [] }],
  };
}

export const isSameDocument = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
