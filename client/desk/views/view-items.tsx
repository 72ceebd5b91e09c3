import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { addressOf, useSavedViews } from './views-data.ts';

/** The views a person has saved, in a phone's menu. */
export function ViewItems() {
  const { t } = useTranslation('views');
  const { data } = useSavedViews();
  if (!data || data.length === 0) return null;
  return (
    <>
      <Menu.Label>{t('views.title')}</Menu.Label>
      {data.map((view) => (
        <Menu.Item key={view.id} component={Link} to={addressOf(view)}>
          <bdi>{view.name}</bdi>
        </Menu.Item>
      ))}
    </>
  );
}
