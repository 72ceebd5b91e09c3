import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconLanguage } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { languageNames } from '#client/locales/languages.ts';
import { isLanguage, LANGUAGES } from '#surveys/languages.ts';
import { useSurveyName } from '../components/use-names.ts';
import { useEditing } from './editor-context.ts';
import { EditorMenu } from './editor-menu.tsx';
import styles from './editor.module.css';
import { ProblemsMenu } from './problems-menu.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import type { Pane } from './survey-editor.tsx';
import type { SurveyDetails, SurveyReport } from './surveys-data.ts';
import type { useAutosave } from './use-autosave.ts';

type Props = {
  survey: SurveyDetails;
  report: SurveyReport;
  isCurrent: boolean;
  autosave: ReturnType<typeof useAutosave>;
  pane: Pane;
  onPane: (pane: Pane) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  isTranslating: boolean;
  onTranslate: () => void;
};

/** The survey's name, how it stands, and the steps that concern all of it. */
export function EditorBar(props: Props) {
  const { survey, report, isCurrent, autosave, pane, onPane, undo, redo } = props;
  const { t } = useTranslation('surveys');
  const nameOf = useSurveyName();
  const [isPublishing, setPublishing] = useState(false);
  const hasDraft = survey.hasDraft || autosave.revision !== survey.revision || autosave.state !== 'saved';
  return (
    <header className={styles.bar}>
      <div className={styles.title}>
        <p className={styles.above}>
          <Link to="/surveys">{t('back')}</Link>
          <span>{t(`kind.${survey.kind}`)}</span>
        </p>
        <h1>
          <bdi>{nameOf(survey)}</bdi>
        </h1>
      </div>
      <div className={styles.steps}>
        <output className={styles.state} data-state={autosave.state}>
          {t(`saved.${autosave.state}`)}
        </output>
        <Step label={t('step.undo')} keys="Control+Z" run={undo} icon={IconArrowBackUp} />
        <Step label={t('step.redo')} keys="Control+Shift+Z" run={redo} icon={IconArrowForwardUp} />
        <ProblemsMenu problems={report.problems} />
        <EditorMenu survey={survey} autosave={autosave} hasDraft={hasDraft} />
        <Button variant="filled" onClick={() => setPublishing(true)}>
          {t('publish.button')}
        </Button>
      </div>
      <Languages {...props} />
      <SegmentedControl
        className={styles.panes}
        fullWidth
        aria-label={t('pane.label')}
        value={pane}
        data={(['outline', 'form', 'preview'] as const).map((value) => ({
          value: String(value),
          label: t(`pane.${value}`),
        }))}
        onChange={(value) => onPane(value === 'form' || value === 'preview' ? value : 'outline')}
      />
      {isPublishing ? (
        <PublishDialog
          survey={survey}
          report={report}
          isReady={isCurrent && hasDraft}
          flush={autosave.flush}
          onClose={() => setPublishing(false)}
          onPublished={autosave.goOnFrom}
        />
      ) : null}
    </header>
  );
}

type StepProps = { label: string; keys: string; run: (() => void) | null; icon: typeof IconArrowBackUp };

function Step({ label, keys, run, icon: Icon }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        aria-keyshortcuts={keys}
        disabled={!run}
        onClick={() => run?.()}
      >
        <Icon size={18} aria-hidden className="mirrored" />
      </ActionIcon>
    </Tooltip>
  );
}

/** The language that is written and shown beside, and all of them side by side. */
function Languages({ isTranslating, onTranslate }: Props) {
  const { t } = useTranslation('surveys');
  const { language, speak } = useEditing();
  return (
    <div className={styles.languages}>
      <SegmentedControl
        size="xs"
        aria-label={t('text.language')}
        value={language}
        data={LANGUAGES.map((value) => ({ value: String(value), label: languageNames[value] }))}
        onChange={(value) => isLanguage(value) && speak(value)}
      />
      <Button
        size="compact-md"
        variant={isTranslating ? 'light' : 'subtle'}
        aria-pressed={isTranslating}
        leftSection={<IconLanguage size={16} aria-hidden />}
        onClick={onTranslate}
      >
        {t('translate.button')}
      </Button>
    </div>
  );
}
