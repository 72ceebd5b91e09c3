import { Button, Group, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { offeredDetails, useCodebook, useMerger } from '../codebook.ts';
import { notifyDone, notifyProblem, notifyWithUndo } from '../components/notify.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { isolated } from '../inbox/isolated.ts';
import styles from './codebook.module.css';
import { useRowName, type DetailRow } from './detail-rows.ts';

/** Chooses the detail of the same category that this one is shown and counted as. */
export function MergeDialog({ row, onClose }: { row: DetailRow; onClose: () => void }) {
  const { t } = useTranslation('codebook');
  const label = useReasonLabel();
  const { data: codebook } = useCodebook();
  const [into, setInto] = useState<string | null>(null);
  const { merge, isPending } = useMerge(row, onClose);
  const { category, code } = row;
  const others = codebook ? offeredDetails(codebook, category).filter((detail) => detail.code !== code) : [];
  const name = isolated(useRowName()(row));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('reasons.mergeOf', { name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p className={styles.note}>{t('reasons.mergeHelp')}</p>
      <Select
        data-autofocus
        label={t('reasons.into')}
        data={others.map((detail) => ({ value: detail.code, label: label(category, detail.code) }))}
        value={into}
        onChange={setInto}
        searchable
        nothingFoundMessage={t('reasons.nothing')}
      />
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button variant="filled" disabled={!into} loading={isPending} onClick={() => into && merge(into)}>
          {t('reasons.mergeIt')}
        </Button>
      </Group>
    </Modal>
  );
}

function useMerge(row: DetailRow, onDone: () => void) {
  const { category, code } = row;
  const { t } = useTranslation('codebook');
  const label = useReasonLabel();
  const name = isolated(useRowName()(row));
  const merger = useMerger();
  const undo = () =>
    merger.mutate(
      { code, into: null },
      { onSuccess: () => notifyDone(t('reasons.apart')), onError: notifyProblem },
    );
  const merge = (into: string) => {
    const told = t('reasons.mergedDone', { name, detail: isolated(label(category, into)) });
    const onSuccess = () => {
      notifyWithUndo(told, undo);
      onDone();
    };
    merger.mutate({ code, into }, { onSuccess, onError: notifyProblem });
  };
  return { merge, isPending: merger.isPending };
}
