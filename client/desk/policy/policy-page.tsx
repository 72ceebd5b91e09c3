import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import { Tag, type Tone } from '../components/tag.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { usePolicy, useVersions, type Policy, type Version } from './policies-data.ts';
import { PolicyTold } from './policy-told.tsx';
import styles from './policy.module.css';
import { StartDraft } from './start-draft.tsx';

/** Who is given what for a wrong: the policy in force, its drafts and its versions. */
export function PolicyPage() {
  const { ready } = useTranslation(['policies', 'why', 'desk']);
  const { data: versions, error, refetch } = useVersions();
  const active = usePolicy(versions?.find(({ status }) => status === 'active')?.id);
  if (error && !versions) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (active.error && !active.data)
    return <ErrorState error={active.error} onRetry={() => void active.refetch()} />;
  if (!ready || !versions || active.isLoading) return <LoadingShape />;
  return <Page versions={versions} active={active.data ?? null} />;
}

function Page({ versions, active }: { versions: Version[]; active: Policy | null }) {
  const { t } = useTranslation('policies');
  const isManager = isAtLeast(useSession().actor.role, 'manager');
  const drafts = versions.filter(({ status }) => status === 'draft');
  const title = active ? t('page.title', { number: active.number }) : t('page.off');
  return (
    <>
      <PageTitle actions={isManager ? <StartDraft active={active} /> : undefined}>
        <MarkedText text={title} />
      </PageTitle>
      {isManager ? null : <p className={styles.help}>{t('page.readOnly')}</p>}
      {active ? <PolicyTold title={t('page.active')} document={active.document} /> : null}
      {isManager ? (
        <Section title={t('page.drafts')}>
          {drafts.length === 0 ? (
            <p className={styles.help}>{t('page.noDrafts')}</p>
          ) : (
            <VersionTable versions={drafts} label={t('page.drafts')} />
          )}
        </Section>
      ) : null}
      <Section title={t('page.versions')}>
        <VersionTable
          versions={versions.filter(({ activatedAt }) => activatedAt !== null)}
          label={t('page.versions')}
        />
      </Section>
    </>
  );
}

const tones: Record<Version['status'], Tone> = { draft: 'gold', active: 'good', retired: 'plain' };

const statusOf = ({ status }: Version) => <StatusTag status={status} />;

export function StatusTag({ status }: Pick<Version, 'status'>) {
  const { t } = useTranslation('policies');
  return <Tag tone={tones[status]}>{t(`status.${status}`)}</Tag>;
}

function VersionTable({ versions, label }: { versions: Version[]; label: string }) {
  const { t } = useTranslation('policies');
  const { dayOf, number } = useFormat();
  const columns: Column<Version>[] = [
    {
      key: 'name',
      label,
      cell: (one) => t(one.status === 'draft' ? 'page.draft' : 'page.version', { number: one.number }),
    },
    {
      key: 'status',
      label: '',
      cell: statusOf,
    },
    { key: 'by', label: t('page.by'), cell: ({ createdBy }) => createdBy ?? t('page.shipped') },
    {
      key: 'since',
      label: t('page.since'),
      cell: ({ activatedAt }) => (activatedAt ? dayOf(new Date(activatedAt)) : t('page.never')),
    },
    { key: 'rules', label: t('page.rules'), isNumber: true, cell: ({ rules }) => number(rules) },
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={versions}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/settings/compensation/${id}`}
      isWalked={false}
    />
  );
}
