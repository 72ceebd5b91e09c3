import { useTranslation } from 'react-i18next';
import { OpenPage } from '../open-page.tsx';

export function Component() {
  const { t } = useTranslation('desk');
  return <OpenPage title={t('signIn.title')}>{t('signIn.text')}</OpenPage>;
}
