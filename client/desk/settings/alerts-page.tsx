import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import { useHooks, type Hook } from './alerts-data.ts';
import { AddHook, ChangeHook } from './hook-form.tsx';
import { HookLast, HookName, HookTold } from './hook-cells.tsx';
import { HookSteps, RemoveHook } from './hook-steps.tsx';
import styles from './settings.module.css';

type Doing = { what: 'change' | 'remove'; hook: Hook };

/** Where alerts go besides mail, and whether they arrive there. */
export function AlertsPage() {
  const { t } = useTranslation('alerts');
  const hooks = useHooks();
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  if (hooks.error && !hooks.data)
    return <ErrorState error={hooks.error} onRetry={() => void hooks.refetch()} />;
  if (!hooks.data) return <LoadingShape />;
  const count = hooks.data.length;
  return (
    <>
      <PageTitle>
        <Trans
          t={t}
          i18nKey={count === 0 ? 'hooks.none' : 'hooks.title'}
          count={count}
          components={{ em: <em /> }}
        />
      </PageTitle>
      {count > 0 ? <HookTable hooks={hooks.data} onDo={setDoing} /> : null}
      <div style={{ blockSize: 28 }} />
      <Section title={t('hooks.add')}>
        <p className={styles.help}>{t('hooks.addHelp')}</p>
        <AddHook />
      </Section>
      {doing?.what === 'change' ? <ChangeHook hook={doing.hook} onClose={close} /> : null}
      {doing?.what === 'remove' ? <RemoveHook hook={doing.hook} onClose={close} /> : null}
    </>
  );
}

function HookTable({ hooks, onDo }: { hooks: Hook[]; onDo: (doing: Doing) => void }) {
  const { t } = useTranslation('alerts');
  const columns = useColumns(onDo);
  return <DataTable label={t('hooks.list')} columns={columns} rows={hooks} rowKey={({ id }) => id} />;
}

function useColumns(onDo: (doing: Doing) => void): Column<Hook>[] {
  const { t } = useTranslation('alerts');
  return [
    { key: 'name', label: t('hooks.name'), cell: nameOf },
    { key: 'told', label: t('hooks.what'), cell: toldOf },
    { key: 'last', label: t('hooks.last'), cell: lastOf },
    { key: 'steps', label: '', isNumber: true, cell: (hook) => <HookSteps hook={hook} onDo={onDo} /> },
  ];
}

const nameOf = (hook: Hook) => <HookName hook={hook} />;
const toldOf = (hook: Hook) => <HookTold hook={hook} />;
const lastOf = (hook: Hook) => <HookLast hook={hook} />;
