import { createContext, useContext } from 'react';
import type { Language } from '#surveys/languages.ts';
import type { DocumentPath } from '#surveys/text-languages.ts';
import { withValue, type Edited } from './document-edits.ts';
import type { SurveyDocument } from './document-tree.ts';
import type { Problem, SurveyKind } from './surveys-data.ts';

/** What every part of the editor knows and may do. */
export type Editing = {
  kind: SurveyKind;
  document: SurveyDocument;
  /** The page, panel or question in the form; empty for the survey itself. */
  at: DocumentPath;
  language: Language;
  problems: readonly Problem[];
  /** Questions of the document that are not asked. */
  leftOut: number;
  edit: (edit: (document: SurveyDocument) => Edited | null, field?: string) => void;
  look: (at: DocumentPath) => void;
  speak: (language: Language) => void;
};

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('useEditing is only for the survey editor');
  return editing;
}

/** Puts a value at a place; typing in one field is one step to undo. */
export function usePut() {
  const { at, edit } = useEditing();
  return (path: DocumentPath, value: unknown) =>
    edit((document) => ({ document: withValue(document, path, value), at }), path.join('/'));
}
