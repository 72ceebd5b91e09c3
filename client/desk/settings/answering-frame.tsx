import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { notifyDone } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { UnsavedGuard } from '../components/unsaved-guard.tsx';
import { useProblemText } from '../components/use-problem-text.ts';
import settings from './settings.module.css';

interface Saving<Row> {
  mutate: (rows: Row[], how: { onSuccess: () => void }) => void;
  isPending: boolean;
  error: Error | null;
}

interface Props<Row> {
  of: 'assignment' | 'escalation';
  rows: Row[];
  saved: Row[];
  saving: Saving<Row>;
  /** Why the rows cannot be saved as they stand. */
  unfinished?: string | null;
  children: ReactNode;
}

/** The frame of who answers and of escalation: how many rows there are, what they are for, and how saving all of them went. */
export function AnsweringFrame<Row>({ of, rows, saved, saving, unfinished = null, children }: Props<Row>) {
  const { t } = useTranslation('answering');
  const problemText = useProblemText();
  const isDirty = JSON.stringify(rows) !== JSON.stringify(saved);
  return (
    <>
      <PageTitle>
        <Trans
          t={t}
          i18nKey={rows.length === 0 ? `${of}.none` : `${of}.title`}
          count={rows.length}
          components={{ em: <em /> }}
        />
      </PageTitle>
      <p className={settings.help}>{t(`${of}.help`)}</p>
      <UnsavedGuard isDirty={isDirty} />
      {children}
      <div className={settings.save} data-dirty={isDirty || undefined}>
        <Button
          variant="filled"
          disabled={!isDirty || unfinished !== null}
          loading={saving.isPending}
          onClick={() => saving.mutate(rows, { onSuccess: () => notifyDone(t('saved')) })}
        >
          {t('save')}
        </Button>
        {unfinished === null ? null : <p className={settings.note}>{unfinished}</p>}
        {saving.error ? (
          <p role="alert" className={settings.problem}>
            {problemText(saving.error)}
          </p>
        ) : null}
      </div>
    </>
  );
}
