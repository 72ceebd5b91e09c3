import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { When } from '../components/when.tsx';
import type { SurveyDetails } from './surveys-data.ts';
import styles from './versions-drawer.module.css';

type Props = { survey: SurveyDetails; isOpen: boolean; onClose: () => void };

/** Every published version: when, and by whom. */
export function VersionsDrawer({ survey, isOpen, onClose }: Props) {
  const { t } = useTranslation('surveys');
  return (
    <Drawer opened={isOpen} onClose={onClose} position="right" title={t('versions.title')} size="md">
      {survey.versions.length === 0 ? <EmptyState title={t('versions.none')} /> : null}
      <ol className={styles.list}>
        {survey.versions.map((version) => (
          <li key={version.number}>
            <b>{t('versions.number', { number: version.number })}</b>
            <span>
              <When at={version.publishedAt} />
              {' · '}
              {version.isShipped ? t('versions.shipped') : <bdi>{version.publishedBy ?? '–'}</bdi>}
            </span>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
