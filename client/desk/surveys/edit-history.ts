import type { DocumentPath } from '#surveys/text-languages.ts';
import type { Edited } from './document-edits.ts';
import type { SurveyDocument } from './document-tree.ts';

const mostSteps = 200;

/** The document being edited, with every step that led to it. `at` is where the eye was. */
export type EditHistory = {
  past: Edited[];
  present: Edited;
  future: Edited[];
  /** Edits of the same field in a row are one step to undo. */
  field: string | null;
};

export type EditAction =
  | { do: 'edit'; edit: (document: SurveyDocument) => Edited | null; field?: string }
  | { do: 'look'; at: DocumentPath }
  | { do: 'undo' }
  | { do: 'redo' };

export const startHistory = (document: SurveyDocument, at: DocumentPath = []): EditHistory => ({
  past: [],
  present: { document, at },
  future: [],
  field: null,
});

export function editing(history: EditHistory, action: EditAction): EditHistory {
  const { past, present, future } = history;
  if (action.do === 'look') return { ...history, present: { ...present, at: action.at }, field: null };
  if (action.do === 'edit') return edited(history, action.edit(present.document), action.field ?? null);
  const from = action.do === 'undo' ? past : future;
  const next = from.at(-1);
  if (!next) return history;
  const rest = from.slice(0, -1);
  return action.do === 'undo'
    ? { past: rest, present: next, future: [...future, present], field: null }
    : { past: [...past, present], present: next, future: rest, field: null };
}

function edited(history: EditHistory, next: Edited | null, field: string | null): EditHistory {
  const { past, present } = history;
  if (!next || next.document === present.document) return history;
  const isSameStep = field !== null && field === history.field;
  return {
    past: isSameStep ? past : [...past, present].slice(-mostSteps),
    present: next,
    future: [],
    field,
  };
}
