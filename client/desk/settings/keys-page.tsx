import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import { Tag } from '../components/tag.tsx';
import { When } from '../components/when.tsx';
import { useApiKeys, useEndKey, type ApiKey } from './api-keys.ts';
import { MakeKey } from './make-key.tsx';
import styles from './settings.module.css';

/** The keys other systems call the API with. */
export function KeysPage() {
  const { t } = useTranslation('settings');
  const keys = useApiKeys();
  const [ending, setEnding] = useState<ApiKey | null>(null);
  if (keys.error) return <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />;
  if (!keys.data) return <LoadingShape />;
  const count = keys.data.filter(({ revokedAt }) => revokedAt === null).length;
  return (
    <>
      <PageTitle>
        <Trans
          t={t}
          i18nKey={count === 0 ? 'keys.none' : 'keys.title'}
          count={count}
          components={{ em: <em /> }}
        />
      </PageTitle>
      {keys.data.length > 0 ? <KeyTable keys={keys.data} onEnd={setEnding} /> : null}
      <div style={{ blockSize: 28 }} />
      <Section title={t('keys.make')}>
        <p className={styles.help}>{t('keys.makeHelp')}</p>
        <MakeKey />
      </Section>
      {ending ? <EndKey apiKey={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

function KeyTable({ keys, onEnd }: { keys: ApiKey[]; onEnd: (key: ApiKey) => void }) {
  const { t } = useTranslation('settings');
  const columns = useColumns(onEnd);
  return <DataTable label={t('keys.list')} columns={columns} rows={keys} rowKey={({ id }) => id} />;
}

function useColumns(onEnd: (key: ApiKey) => void): Column<ApiKey>[] {
  const { t } = useTranslation('settings');
  return [
    { key: 'name', label: t('keys.name'), cell: nameOf },
    { key: 'hint', label: t('keys.hint'), cell: hintOf },
    { key: 'role', label: t('people.role'), cell: ({ role }) => t(`people.roles.${role}`) },
    { key: 'made', label: t('keys.made'), isNumber: true, cell: madeOf },
    { key: 'used', label: t('keys.used'), isNumber: true, cell: usedOf },
    { key: 'end', label: '', isNumber: true, cell: (key) => <Ending apiKey={key} onEnd={onEnd} /> },
  ];
}

const madeOf = ({ createdAt }: ApiKey) => <When at={createdAt} />;
const usedOf = ({ lastUsedAt }: ApiKey) => <When at={lastUsedAt} />;

function Ending({ apiKey, onEnd }: { apiKey: ApiKey; onEnd: (key: ApiKey) => void }) {
  const { t } = useTranslation('settings');
  if (apiKey.revokedAt) return null;
  return (
    <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onEnd(apiKey)}>
      {t('keys.end')}
    </Button>
  );
}

const nameOf = (key: ApiKey) => <KeyName apiKey={key} />;
const hintOf = ({ hint }: ApiKey) => (
  <code className={styles.code} dir="ltr">
    {hint}…
  </code>
);

function KeyName({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation('settings');
  return (
    <span className={styles.person}>
      <bdi>{apiKey.name}</bdi>
      {apiKey.revokedAt ? <Tag>{t('keys.ended')}</Tag> : null}
    </span>
  );
}

/** Ending a key cannot be undone, so it is asked. */
function EndKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const end = useEndKey();
  const name = `\u2068${apiKey.name}\u2069`;
  const done = () => {
    notifyDone(t('keys.endDone', { name }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('keys.endTitle', { name })}>
      <p>{t('keys.endText')}</p>
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button onClick={onClose}>{t('keys.keep')}</Button>
        <Button
          color="red"
          variant="filled"
          loading={end.isPending}
          onClick={() => end.mutate(apiKey.id, { onSuccess: done, onError: notifyProblem })}
        >
          {t('keys.end')}
        </Button>
      </Group>
    </Modal>
  );
}
