import { Button } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone, notifyProblem, notifyWithUndo } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Tag } from '../components/tag.tsx';
import { isolated } from '../inbox/isolated.ts';
import styles from './codebook.module.css';
import { CompetitorDialog } from './competitor-dialog.tsx';
import { useCompetitorRetirement, useCompetitors, type Competitor } from './competitors.ts';

/** Whom customers go to, and how they call them. */
export function CompetitorsPage() {
  const { t } = useTranslation('codebook');
  const competitors = useCompetitors();
  const [edited, setEdited] = useState<Competitor | 'new' | null>(null);
  const columns = useColumns(setEdited);
  if (competitors.error)
    return <ErrorState error={competitors.error} onRetry={() => void competitors.refetch()} />;
  if (!competitors.data) return <LoadingShape />;
  const count = competitors.data.filter(({ retiredAt }) => retiredAt === null).length;
  const add = (
    <Button variant="filled" onClick={() => setEdited('new')}>
      {t('competitors.add')}
    </Button>
  );
  return (
    <>
      <PageTitle>
        <Trans
          t={t}
          i18nKey={count === 0 ? 'competitors.none' : 'competitors.title'}
          count={count}
          components={{ em: <em /> }}
        />
      </PageTitle>
      <p className={styles.intro}>{t('competitors.help')}</p>
      {competitors.data.length === 0 ? (
        <EmptyState title={t('competitors.empty')} text={t('competitors.emptyText')} action={add} />
      ) : (
        <>
          <div className={styles.named}>
            <DataTable
              label={t('competitors.list')}
              columns={columns}
              rows={competitors.data}
              rowKey={({ id }) => id}
            />
          </div>
          <div className={styles.below}>{add}</div>
        </>
      )}
      {edited ? (
        <CompetitorDialog competitor={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </>
  );
}

function useColumns(onEdit: (competitor: Competitor) => void): Column<Competitor>[] {
  const { t } = useTranslation('codebook');
  return [
    { key: 'name', label: t('competitors.name'), cell: nameOf },
    { key: 'aliases', label: t('competitors.aliases'), cell: aliasesOf },
    {
      key: 'steps',
      label: '',
      isNumber: true,
      cell: (competitor) => <Steps competitor={competitor} onEdit={onEdit} />,
    },
  ];
}

const nameOf = (competitor: Competitor) => <CompetitorName competitor={competitor} />;

function CompetitorName({ competitor: { name, retiredAt } }: { competitor: Competitor }) {
  const { t } = useTranslation('codebook');
  return (
    <span className={styles.name} data-offered={retiredAt === null || undefined}>
      <bdi>{name}</bdi>
      {retiredAt === null ? null : <Tag>{t('retired')}</Tag>}
    </span>
  );
}

const aliasesOf = ({ aliases }: Competitor) =>
  aliases.length === 0 ? null : (
    <span className={styles.others}>
      {aliases.map((alias) => (
        <bdi key={alias}>{alias}</bdi>
      ))}
    </span>
  );

function Steps({ competitor, onEdit }: { competitor: Competitor; onEdit: (competitor: Competitor) => void }) {
  const { t } = useTranslation('codebook');
  const retirement = useCompetitorRetirement();
  const { id, name, retiredAt } = competitor;
  const said = { name: isolated(name) };
  const set = (isRetired: boolean, onSuccess: () => void) =>
    retirement.mutate({ id, isRetired }, { onSuccess, onError: notifyProblem });
  const bringBack = () => set(false, () => notifyDone(t('backAgain', said)));
  const retire = () => set(true, () => notifyWithUndo(t('competitors.retiredDone', said), bringBack));
  const shared = { size: 'compact-sm', variant: 'subtle', color: 'gray' } as const;
  return (
    <span className={styles.steps}>
      <Button {...shared} aria-label={t('editOf', said)} onClick={() => onEdit(competitor)}>
        {t('edit')}
      </Button>
      {retiredAt === null ? (
        <Button {...shared} aria-label={t('retireOf', said)} onClick={retire}>
          {t('retire')}
        </Button>
      ) : (
        <Button {...shared} aria-label={t('bringBackOf', said)} onClick={bringBack}>
          {t('bringBack')}
        </Button>
      )}
    </span>
  );
}
