import { useTranslation } from 'react-i18next';
import { OpenPage } from '../open-page.tsx';

export function Component() {
  const { t } = useTranslation('desk');
  return <OpenPage title={t('setUp.title')}>{t('setUp.text')}</OpenPage>;
}
