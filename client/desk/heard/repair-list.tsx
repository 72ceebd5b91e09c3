import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, nearestLanguage } from '#client/locales/languages.ts';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyWithUndo } from '../components/notify.tsx';
import { Tag } from '../components/tag.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useFormat } from '../use-format.ts';
import { useRemoveRepair, useRepairs, useSaveRepair, type Repair } from './heard-data.ts';
import styles from './heard.module.css';
import { RepairForm } from './repair-form.tsx';

/** What is planned, under way and done, as everybody reads it. */
export function RepairList() {
  const { t } = useTranslation('heard-desk');
  const { data } = useRepairs();
  const [open, setOpen] = useState<Repair | 'new' | null>(null);
  if (!data) return <LoadingShape />;
  return (
    <>
      {data.length === 0 ? <p className={styles.soft}>{t('noRepairs')}</p> : null}
      <ul className={styles.list}>
        {data.map((repair) => (
          <li key={repair.id}>
            <Line repair={repair} onChange={() => setOpen(repair)} />
          </li>
        ))}
      </ul>
      {open === null ? (
        <Button onClick={() => setOpen('new')}>{t('add')}</Button>
      ) : (
        <RepairForm
          key={open === 'new' ? 'new' : open.id}
          repair={open === 'new' ? null : open}
          onDone={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Line({ repair, onChange }: { repair: Repair; onChange: () => void }) {
  const { t, i18n } = useTranslation('heard-desk');
  const { day } = useFormat();
  const reasonLabel = useReasonLabel();
  const [remove, save] = [useRemoveRepair(), useSaveRepair()];
  const { id, title, state, category, doneOn } = repair;
  const written = [nearestLanguage(i18n.language), ...languages].find((one) => title[one]);
  const removeIt = () =>
    remove.mutate(id, {
      onSuccess: () => notifyWithUndo(t('removed'), () => save.mutate({ ...repair, id: null })),
    });
  return (
    <>
      <p dir="auto" lang={written}>
        {written ? title[written] : null}
      </p>
      <p className={styles.soft}>
        <Tag tone={state === 'done' ? 'good' : 'plain'}>{t(`states.${state}`)}</Tag>{' '}
        {[doneOn ? day(doneOn) : null, category ? reasonLabel(category) : null].filter(Boolean).join(' · ')}
      </p>
      <div className={styles.actions}>
        <Button onClick={onChange}>{t('change')}</Button>
        <Button onClick={removeIt}>{t('remove')}</Button>
      </div>
    </>
  );
}
