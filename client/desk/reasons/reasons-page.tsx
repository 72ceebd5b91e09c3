import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { PageTitle } from '../components/page-title.tsx';

export function Component() {
  const { t } = useTranslation('desk');
  return (
    <>
      <PageTitle>{t('nav.reasons')}</PageTitle>
      <EmptyState title={t('empty.title')} text={t('empty.text')} />
    </>
  );
}
