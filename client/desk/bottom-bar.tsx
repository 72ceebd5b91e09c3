import { Menu } from '@mantine/core';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import styles from './bottom-bar.module.css';
import { placesFor } from './nav.ts';
import { useSession } from './session.tsx';
import { InboxCount } from './side-navigation.tsx';
import { ViewItems } from './views/view-items.tsx';
import { UserMenuItems } from './user-menu.tsx';

/** The phone's navigation: four places under the thumb, the rest behind "more". */
export function BottomBar({ onSearch, onShortcuts }: { onSearch: () => void; onShortcuts: () => void }) {
  const { t } = useTranslation('desk');
  const mine = placesFor(useSession().actor.role);
  return (
    <nav className={`${styles.bar} no-print`} aria-label={t('nav.label')}>
      {mine.filter(isAtHand).map(({ name, to, icon: Icon }) => (
        <NavLink key={name} to={to} end={to === '/'} className={styles.place}>
          <span className={styles.icon}>
            <Icon size={22} stroke={1.6} aria-hidden />
            {name === 'inbox' ? <InboxCount /> : null}
          </span>
          {t(`nav.${name}`)}
        </NavLink>
      ))}
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <button type="button" className={styles.place}>
            <IconDots size={22} stroke={1.6} aria-hidden />
            {t('nav.more')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSearch size={16} />} onClick={onSearch}>
            {t('search.label')}
          </Menu.Item>
          {mine
            .filter((place) => !isAtHand(place))
            .map(({ name, to, icon: Icon }) => (
              <Menu.Item key={name} component={Link} to={to} leftSection={<Icon size={16} />}>
                {t(`nav.${name}`)}
              </Menu.Item>
            ))}
          <ViewItems />
          <UserMenuItems onShortcuts={onShortcuts} />
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}

const isAtHand = (place: object) => 'isAtHand' in place;
