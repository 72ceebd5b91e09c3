import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArrowMerge,
  IconArrowsSplit2,
  IconDots,
  IconPencil,
  IconRestore,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#surveys/languages.ts';
import { reasonLabel } from '#surveys/reasons.ts';
import { useMerger, useRenameDetail, useRetirement } from '../codebook.ts';
import { notifyDone, notifyProblem, notifyWithUndo } from '../components/notify.tsx';
import { isolated } from '../inbox/isolated.ts';
import { useRowName, type DetailRow } from './detail-rows.ts';
import { LabelsDialog } from './labels-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';

/** What can be done with a detail. Retiring and merging are undone by the same menu, and at once by the notice. */
export function DetailMenu({ row }: { row: DetailRow }) {
  const { t } = useTranslation('codebook');
  const [opened, setOpened] = useState<'rename' | 'merge' | null>(null);
  const name = useRowName()(row);
  const close = () => setOpened(null);
  const { retire, bringBack, takeApart } = useSteps(row);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('menuOf', { name })}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setOpened('rename')}>
            {t('rename')}
          </Menu.Item>
          {row.mergedInto === null ? (
            <Menu.Item
              leftSection={<IconArrowMerge size={15} aria-hidden />}
              onClick={() => setOpened('merge')}
            >
              {t('reasons.merge')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconArrowsSplit2 size={15} aria-hidden />} onClick={takeApart}>
              {t('reasons.takeApart')}
            </Menu.Item>
          )}
          {row.retiredAt === null ? (
            <Menu.Item leftSection={<IconArchive size={15} aria-hidden />} onClick={retire}>
              {t('retire')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconRestore size={15} aria-hidden />} onClick={bringBack}>
              {t('bringBack')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {opened === 'rename' ? <Rename row={row} onClose={close} /> : null}
      {opened === 'merge' ? <MergeDialog row={row} onClose={close} /> : null}
    </>
  );
}

function useSteps(row: DetailRow) {
  const { t } = useTranslation('codebook');
  const { code } = row;
  const name = isolated(useRowName()(row));
  const retirement = useRetirement();
  const merger = useMerger();
  const onError = notifyProblem;
  const bringBack = () =>
    retirement.mutate(
      { code, isRetired: false },
      { onSuccess: () => notifyDone(t('backAgain', { name })), onError },
    );
  const retire = () =>
    retirement.mutate(
      { code, isRetired: true },
      { onSuccess: () => notifyWithUndo(t('reasons.retiredDone', { name }), bringBack), onError },
    );
  const takeApart = () =>
    merger.mutate({ code, into: null }, { onSuccess: () => notifyDone(t('reasons.apart')), onError });
  return { retire, bringBack, takeApart };
}

function Rename({ row, onClose }: { row: DetailRow; onClose: () => void }) {
  const { t } = useTranslation('codebook');
  const rename = useRenameDetail();
  const { category, code, isShipped, ownLabels } = row;
  const shipped = Object.fromEntries(
    LANGUAGES.map((language) => [language, reasonLabel({ category, detail: code }, language)]),
  );
  return (
    <LabelsDialog
      title={t('renameOf', { name: isolated(useRowName()(row)) })}
      labels={ownLabels}
      otherwise={isShipped ? shipped : {}}
      isSaving={rename.isPending}
      onSave={(next) => rename.mutateAsync({ code, labels: next }).then(() => notifyDone(t('saved')))}
      onClose={onClose}
    />
  );
}
