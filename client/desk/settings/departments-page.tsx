import { Button } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { languages, nearestLanguage } from '#client/locales/languages.ts';
import { ApiProblem } from '../api.ts';
import { DataTable, type Column } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone, notifyProblem, notifyRefusal, notifyWithUndo } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import {
  useAddDepartment,
  useDeleteDepartment,
  useDepartmentLabel,
  useDepartments,
  useRenameDepartment,
  type Department,
} from '../departments.ts';
import { isolated } from '../inbox/isolated.ts';
import styles from './codebook.module.css';
import { LabelsDialog } from './labels-dialog.tsx';

/** The teams that customers are served by and asked about. */
export function DepartmentsPage() {
  const { t } = useTranslation('codebook');
  const departments = useDepartments();
  const [edited, setEdited] = useState<Department | 'new' | null>(null);
  const columns = useColumns(setEdited);
  if (departments.error)
    return <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />;
  if (!departments.data) return <LoadingShape />;
  const count = departments.data.length;
  const add = (
    <Button variant="filled" onClick={() => setEdited('new')}>
      {t('departments.add')}
    </Button>
  );
  return (
    <>
      <PageTitle>
        <Trans
          t={t}
          i18nKey={count === 0 ? 'departments.none' : 'departments.title'}
          count={count}
          components={{ em: <em /> }}
        />
      </PageTitle>
      <p className={styles.intro}>{t('departments.help')}</p>
      {count === 0 ? (
        <EmptyState title={t('departments.empty')} text={t('departments.emptyText')} action={add} />
      ) : (
        <>
          <div className={styles.named}>
            <DataTable
              label={t('departments.list')}
              columns={columns}
              rows={departments.data}
              rowKey={({ code }) => code}
            />
          </div>
          <div className={styles.below}>{add}</div>
        </>
      )}
      {edited ? (
        <DepartmentDialog department={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </>
  );
}

function useColumns(onEdit: (department: Department) => void): Column<Department>[] {
  const { t } = useTranslation('codebook');
  const label = useDepartmentLabel();
  return [
    { key: 'name', label: t('departments.name'), cell: ({ code }) => <bdi>{label(code)}</bdi> },
    {
      key: 'others',
      label: t('reasons.others'),
      cell: (department) => <OtherLabels department={department} />,
    },
    {
      key: 'code',
      label: t('departments.code'),
      cell: ({ code }) => (
        <code className={styles.code} dir="ltr">
          {code}
        </code>
      ),
    },
    {
      key: 'steps',
      label: '',
      isNumber: true,
      cell: (department) => <Steps department={department} onEdit={onEdit} />,
    },
  ];
}

function OtherLabels({ department: { ownLabels } }: { department: Department }) {
  const own = nearestLanguage(useTranslation('codebook').i18n.language);
  const others = languages.filter((language) => language !== own && ownLabels[language]);
  if (others.length === 0) return null;
  return (
    <span className={styles.others}>
      {others.map((language) => (
        <bdi key={language} lang={language}>
          {ownLabels[language]}
        </bdi>
      ))}
    </span>
  );
}

function Steps({ department, onEdit }: { department: Department; onEdit: (department: Department) => void }) {
  const { t } = useTranslation('codebook');
  const name = isolated(useDepartmentLabel()(department.code));
  const remove = useDeleteDepartment();
  const add = useAddDepartment();
  const undo = () =>
    add.mutate(
      { code: department.code, labels: department.ownLabels },
      {
        onSuccess: () => notifyDone(t('backAgain', { name })),
        onError: notifyProblem,
      },
    );
  const refuse = (error: unknown) =>
    error instanceof ApiProblem && error.status === 409
      ? notifyRefusal(t('departments.inUse', { name }))
      : notifyProblem(error);
  const deleteIt = () =>
    remove.mutate(department.code, {
      onSuccess: () => notifyWithUndo(t('departments.deleted', { name }), undo),
      onError: refuse,
    });
  const shared = { size: 'compact-sm', variant: 'subtle', color: 'gray' } as const;
  return (
    <span className={styles.steps}>
      <Button {...shared} aria-label={t('renameOf', { name })} onClick={() => onEdit(department)}>
        {t('rename')}
      </Button>
      <Button {...shared} aria-label={t('departments.deleteOf', { name })} onClick={deleteIt}>
        {t('departments.delete')}
      </Button>
    </span>
  );
}

function DepartmentDialog({ department, onClose }: { department: Department | null; onClose: () => void }) {
  const { t } = useTranslation('codebook');
  const label = useDepartmentLabel();
  const add = useAddDepartment();
  const rename = useRenameDepartment();
  const save = (labels: Department['ownLabels']): Promise<unknown> =>
    department ? rename.mutateAsync({ code: department.code, labels }) : add.mutateAsync({ labels });
  return (
    <LabelsDialog
      title={department ? t('renameOf', { name: isolated(label(department.code)) }) : t('departments.add')}
      labels={department?.ownLabels ?? {}}
      isSaving={add.isPending || rename.isPending}
      onSave={(labels) => save(labels).then(() => notifyDone(t('saved')))}
      onClose={onClose}
    />
  );
}
