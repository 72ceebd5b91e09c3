import { isObject } from '#surveys/is-object.ts';
import type { SurveyDocument } from './document-tree.ts';

/** What was typed and not yet saved, kept on this device so that a reload or a lost connection loses nothing. */
export type Backup = { document: SurveyDocument; revision: number };

const keyOf = (id: string) => `amends.draft.${id}`;

export function keepBackup(id: string, backup: Backup): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(backup));
  } catch {
    // The device is full: the draft is still saved over the network.
  }
}

export const dropBackup = (id: string): void => localStorage.removeItem(keyOf(id));

export function findBackup(id: string): Backup | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null');
    const isWhole = isObject(kept) && isObject(kept['document']) && typeof kept['revision'] === 'number';
    return isWhole
      ? { document: kept['document'] as SurveyDocument, revision: Number(kept['revision']) }
      : null;
  } catch {
    return null;
  }
}
