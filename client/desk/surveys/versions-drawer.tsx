import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { When } from '../components/when.tsx';
import { DiffView } from './diff-view.tsx';
import type { SurveyDetails, Version, VersionName } from './surveys-data.ts';
import styles from './versions-drawer.module.css';

type Props = { survey: SurveyDetails; revision: number; onClose: () => void };

/** Every published version: when, by whom, and what it changed. */
export function VersionsDrawer({ survey, revision, onClose }: Props) {
  const { t } = useTranslation('surveys');
  const { versions, id } = survey;
  const [latest] = versions;
  const shared = { id, revision };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('versions.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size="lg"
    >
      {latest ? null : <EmptyState title={t('versions.none')} />}
      <ol className={styles.list}>
        {latest ? <Entry name={t('versions.draft')} {...shared} from={latest.number} to="draft" /> : null}
        {versions.map((version, index) => (
          <Entry
            key={version.number}
            {...shared}
            name={t('versions.number', { number: version.number })}
            version={version}
            from={versions[index + 1]?.number ?? null}
            to={version.number}
          />
        ))}
      </ol>
    </Drawer>
  );
}

type EntryProps = {
  id: string;
  revision: number;
  name: string;
  version?: Version;
  from: VersionName | null;
  to: VersionName;
};

function Entry({ id, revision, name, version, from, to }: EntryProps) {
  const { t } = useTranslation('surveys');
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <div className={styles.entry}>
        <div>
          <b>{name}</b>
          {version ? (
            <span>
              <When at={version.publishedAt} />
              {' · '}
              {version.isShipped ? t('versions.shipped') : <bdi>{version.publishedBy ?? '–'}</bdi>}
            </span>
          ) : null}
        </div>
        {from === null ? null : (
          <Button
            size="compact-md"
            variant="subtle"
            aria-expanded={isOpen}
            aria-label={`${t('versions.compare')}: ${name}`}
            onClick={() => setOpen(!isOpen)}
          >
            {t('versions.compare')}
          </Button>
        )}
      </div>
      {isOpen && from !== null ? <DiffView id={id} revision={revision} from={from} to={to} /> : null}
    </li>
  );
}
