import { isObject } from '#surveys/is-object.ts';
import { useMemo, useReducer, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nearestLanguage } from '#client/locales/languages.ts';
import type { Language } from '#surveys/languages.ts';
import type { DocumentPath } from '#surveys/text-languages.ts';
import { notifyDone } from '../components/notify.tsx';
import { useSurveyName } from '../components/use-names.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { onPages, standing } from './document-edits.ts';
import { valueAt } from './document-tree.ts';
import { findBackup } from './draft-backup.ts';
import { editing, startHistory } from './edit-history.ts';
import { EditingContext, useEditing, type Editing } from './editor-context.ts';
import { EditorBar } from './editor-bar.tsx';
import styles from './editor.module.css';
import { Outline } from './outline.tsx';
import { PageForm } from './page-form.tsx';
import { Preview } from './preview.tsx';
import { QuestionForm } from './question-form.tsx';
import { SurveyForm } from './survey-form.tsx';
import { renameSurvey, reportOn, useSurveyStep, type SurveyDetails } from './surveys-data.ts';
import { Translations } from './translations.tsx';
import { useAutosave } from './use-autosave.ts';
import { useEditKeys } from './use-edit-keys.ts';
import { useLatest } from './use-latest.ts';

export type Pane = 'outline' | 'form' | 'preview';
const reportAfterMs = 200;

/** Three panes: what is asked, the form of the one at hand, and the customer's page beside it. */
export function SurveyEditor({ survey }: { survey: SurveyDetails }) {
  const { t, i18n } = useTranslation('surveys');
  const nameOf = useSurveyName();
  const [start] = useState(() => startOf(survey));
  const [history, dispatch] = useReducer(editing, start, ({ document, saved }) => {
    const history = startHistory(saved);
    return document === saved
      ? history
      : editing(history, { do: 'edit', edit: () => ({ document, at: [] }) });
  });
  const [language, speak] = useState<Language>(() => nearestLanguage(i18n.language));
  const [pane, setPane] = useState<Pane>('outline');
  /** A narrow screen shows one pane at a time, from its top. */
  const show = (next: Pane) => {
    setPane(next);
    window.scrollTo(0, 0);
  };
  const [isTranslating, setTranslating] = useState(false);
  const { document } = history.present;
  const at = standing(document, history.present.at);
  const autosave = useAutosave(survey.id, document, {
    document: start.saved,
    revision: survey.revision,
    isStale: start.isStale,
  });
  const reported = useLatest(
    document,
    (signal) => reportOn({ document, kind: survey.kind }, signal),
    reportAfterMs,
  );
  const report = reported.data ?? survey.report;
  const rename = useSurveyStep(renameSurvey);

  const look = (next: DocumentPath) => {
    dispatch({ do: 'look', at: next });
    setTranslating(false);
    show('form');
  };
  const context: Editing = {
    kind: survey.kind,
    document,
    at,
    language,
    problems: report.problems,
    leftOut: report.counts.questions - report.counts.served,
    edit: (edit, field) => dispatch(field === undefined ? { do: 'edit', edit } : { do: 'edit', edit, field }),
    look,
    speak,
  };
  const undo = () => dispatch({ do: 'undo' });
  const redo = () => dispatch({ do: 'redo' });
  const save = () => void autosave.flush().then((saved) => saved !== null && notifyDone(t('saved.now')));
  useEditKeys({ undo, redo, save });
  const draftKey = useMemo(() => ({ document, language }), [document, language]);

  return (
    <EditingContext value={context}>
      <div className={styles.editor} data-pane={pane}>
        <EditorBar
          survey={survey}
          report={report}
          isCurrent={!reported.isBehind}
          autosave={autosave}
          pane={pane}
          onPane={show}
          undo={history.past.length > 0 ? undo : null}
          redo={history.future.length > 0 ? redo : null}
          isTranslating={isTranslating}
          onTranslate={() => {
            setTranslating(!isTranslating);
            show('form');
          }}
        />
        {autosave.state === 'conflict' ? (
          <ConflictNotice
            id={survey.id}
            said={autosave.said}
            onTheirs={(theirs) => {
              const taken = onPages(theirs.document);
              dispatch({ do: 'edit', edit: () => ({ document: taken, at: [] }) });
              autosave.goOnFrom({ document: taken, revision: theirs.revision });
            }}
            onMine={(theirs) => autosave.goOnFrom(theirs)}
          />
        ) : null}
        <div className={styles.outline}>
          <Outline />
        </div>
        <div className={styles.form} data-scrolls>
          {isTranslating ? (
            <Translations />
          ) : (
            <FormAt
              key={at.join('/')}
              name={survey.name}
              otherwise={nameOf(survey)}
              onRename={(name) => rename.mutate({ id: survey.id, name })}
            />
          )}
        </div>
        <div className={styles.preview}>
          <Preview draftKey={draftKey} />
        </div>
      </div>
    </EditingContext>
  );
}

/** The form of what is at hand: the survey, a page or panel, or a question. */
function FormAt(props: React.ComponentProps<typeof SurveyForm>) {
  const { document, at } = useEditing();
  const found = valueAt(document, at);
  if (at.length === 0) return <SurveyForm {...props} />;
  const isPanel = isObject(found) && found['type'] === 'panel';
  return at.length === 2 || isPanel ? <PageForm /> : <QuestionForm />;
}

/** The document as the server holds it, and as it was left on this device when that is newer. */
function startOf({ id, document, revision }: SurveyDetails) {
  const saved = onPages(document);
  const backup = findBackup(id);
  if (!backup || JSON.stringify(backup.document) === JSON.stringify(saved))
    return { saved, document: saved, isStale: false };
  return { saved, document: backup.document, isStale: backup.revision !== revision };
}
