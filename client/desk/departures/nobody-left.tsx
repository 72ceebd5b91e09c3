import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { LossTabs } from './loss-tabs.tsx';

export function NobodyLeft() {
  const { t } = useTranslation(['departures', 'desk']);
  return (
    <>
      <LossTabs />
      <PageTitle>{t('desk:nav.departures')}</PageTitle>
      <EmptyState
        title={t('empty.title')}
        text={t('empty.text')}
        action={
          <Button component={Link} to="/customers/import" variant="filled">
            {t('empty.action')}
          </Button>
        }
      />
    </>
  );
}
