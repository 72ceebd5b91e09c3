import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { PageTitle } from '../components/page-title.tsx';

export function NoDepartments() {
  const { t } = useTranslation(['departments', 'desk']);
  return (
    <>
      <PageTitle>{t('desk:nav.departments')}</PageTitle>
      <EmptyState
        title={t('empty.title')}
        text={t('empty.text')}
        action={
          <Button component={Link} to="/programs" variant="filled">
            {t('empty.action')}
          </Button>
        }
      />
    </>
  );
}
