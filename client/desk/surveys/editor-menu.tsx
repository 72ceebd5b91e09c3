import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconCopy, IconDots, IconDownload, IconHistory, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { notifyWithUndo } from '../components/notify.tsx';
import { useSurveyName } from '../components/use-names.ts';
import { onPages } from './document-edits.ts';
import { useEditing } from './editor-context.ts';
import {
  archiveSurvey,
  createSurvey,
  discardDraft,
  unarchiveSurvey,
  useSurveyStep,
  type SurveyDetails,
} from './surveys-data.ts';
import type { useAutosave } from './use-autosave.ts';
import { VersionsDrawer } from './versions-drawer.tsx';

type Props = { survey: SurveyDetails; autosave: ReturnType<typeof useAutosave>; hasDraft: boolean };

/** What is done with a survey as a whole, beside publishing it. */
export function EditorMenu({ survey, autosave, hasDraft }: Props) {
  const { t } = useTranslation('surveys');
  const { document, edit } = useEditing();
  const nameOf = useSurveyName();
  const go = useNavigate();
  const [isShowingVersions, setShowingVersions] = useState(false);
  const copy = useSurveyStep(createSurvey);
  const archive = useSurveyStep(archiveSurvey);
  const unarchive = useSurveyStep(unarchiveSurvey);
  const discard = useSurveyStep(discardDraft);
  const { id, kind, versions } = survey;

  const duplicate = () =>
    copy.mutate(
      { name: t('copy.name', { name: nameOf(survey) }).slice(0, 120), kind, from: document },
      { onSuccess: (made) => void go(`/surveys/${made.id}`) },
    );
  const throwAway = async () => {
    const revision = await autosave.flush();
    if (revision === null) return;
    const before = document;
    discard.mutate(
      { id, revision },
      {
        onSuccess: (published) => {
          const next = onPages(published.document);
          edit(() => ({ document: next, at: [] }));
          autosave.goOnFrom({ document: next, revision: published.revision });
          notifyWithUndo(t('discard.done'), () => edit(() => ({ document: before, at: [] })));
        },
      },
    );
  };
  const putAway = () =>
    archive.mutate(id, {
      onSuccess: () => {
        notifyWithUndo(t('archive.done'), () => unarchive.mutate(id));
        void go('/surveys');
      },
    });

  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('menu.label')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconHistory size={16} aria-hidden />}
            onClick={() => setShowingVersions(true)}
          >
            {t('versions.button')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={duplicate}>
            {t('copy.button')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => download(nameOf(survey), document)}
          >
            {t('export.button')}
          </Menu.Item>
          <Menu.Divider />
          {versions.length > 0 && hasDraft ? (
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => void throwAway()}>
              {t('discard.button')}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={putAway}>
            {t('archive.button')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isShowingVersions ? (
        <VersionsDrawer
          survey={survey}
          revision={autosave.revision}
          onClose={() => setShowingVersions(false)}
        />
      ) : null}
    </>
  );
}

/** The whole document, as SurveyJS reads it. */
function download(name: string, document: object): void {
  const file = new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' });
  const link = globalThis.document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${name}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
