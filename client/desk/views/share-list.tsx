import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { Tag } from '../components/tag.tsx';
import { useNow } from '../components/use-now.ts';
import { When } from '../components/when.tsx';
import { useRevoke, useShares, type Share } from './views-data.ts';

/** The links that have been made: by whom, until when, and how to end one at once. */
export function ShareList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('views');
  const { data, error, refetch } = useShares(true);
  const columns = useColumns();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('links.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('share.close') }}
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingShape shape="list" /> : null}
      {data?.length === 0 ? <p className="soft">{t('links.none')}</p> : null}
      {data && data.length > 0 ? (
        <DataTable label={t('links.title')} columns={columns} rows={data} rowKey={({ id }) => id} />
      ) : null}
    </Modal>
  );
}

function useColumns(): Column<Share>[] {
  const { t } = useTranslation(['views', 'desk']);
  return [
    { key: 'name', label: t('links.name'), cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'page', label: t('links.page'), cell: ({ page }) => t(`desk:nav.${page}`) },
    { key: 'by', label: t('links.by'), cell: ({ madeBy }) => <bdi>{madeBy}</bdi> },
    {
      key: 'until',
      label: t('links.until'),
      isNumber: true,
      cell: ({ expiresAt }) => <When at={expiresAt} />,
    },
    { key: 'revoke', label: '', isNumber: true, cell: (share) => <Revoking share={share} /> },
  ];
}

function Revoking({ share: { id, name, revokedAt, expiresAt } }: { share: Share }) {
  const { t } = useTranslation('views');
  const revoke = useRevoke();
  const isExpired = new Date(expiresAt) < useNow();
  if (revokedAt || isExpired) return <Tag>{t(revokedAt ? 'links.revoked' : 'links.expired')}</Tag>;
  return (
    <Button
      size="compact-sm"
      loading={revoke.isPending}
      onClick={() =>
        revoke.mutate(id, {
          onSuccess: () => notifyDone(t('links.done', { name: `\u2068${name}\u2069` })),
          onError: notifyProblem,
        })
      }
    >
      {t('links.revoke')}
    </Button>
  );
}
