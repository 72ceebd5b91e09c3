import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Tag } from '../components/tag.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { usePolicy, useVersions, type Policy } from './policies-data.ts';
import { PolicyEditor } from './policy-editor.tsx';
import { PolicyTold } from './policy-told.tsx';
import { useStarting } from './start-draft.tsx';

/** One version: a draft is edited by a manager, everything else is read. */
export function PolicyOnePage() {
  const { ready } = useTranslation(['policies', 'why', 'desk']);
  const { policyId = '' } = useParams();
  const { data: policy, error, refetch } = usePolicy(policyId);
  const { data: versions } = useVersions();
  const activeId = versions?.find(({ status }) => status === 'active')?.id;
  const active = usePolicy(activeId);
  const isManager = isAtLeast(useSession().actor.role, 'manager');
  if (error && !policy) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!ready || !policy || !versions || active.isLoading) return <LoadingShape />;
  if (policy.status !== 'draft' || !isManager) return <Read policy={policy} isManager={isManager} />;
  return <PolicyEditor key={policy.id} policy={policy} active={active.data?.document ?? null} />;
}

function Read({ policy, isManager }: { policy: Policy; isManager: boolean }) {
  const { t } = useTranslation('policies');
  const { start, isPending } = useStarting();
  const again = (
    <Button loading={isPending} onClick={() => start({ from: policy.id })}>
      {t('start.this')}
    </Button>
  );
  return (
    <>
      <PageTitle
        above={<Link to="/settings/compensation">{t('edit.back')}</Link>}
        actions={isManager ? again : undefined}
      >
        {t('page.version', { number: policy.number })}{' '}
        <Tag tone={policy.status === 'active' ? 'good' : 'plain'}>{t(`status.${policy.status}`)}</Tag>
      </PageTitle>
      <PolicyTold title={t('page.rules')} document={policy.document} />
    </>
  );
}
