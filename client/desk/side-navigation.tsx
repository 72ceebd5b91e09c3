import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { placesFor } from './nav.ts';
import { useSession } from './session.tsx';
import styles from './side-navigation.module.css';
import { useInboxCount } from './use-inbox-count.ts';
import { ViewLinks } from './views/view-links.tsx';
import { UserMenu } from './user-menu.tsx';
import { useFormat } from './use-format.ts';

const sections = ['understand', 'ask', 'know'] as const;
const isApple = /mac|iphone|ipad/i.test(navigator.userAgent);

export function SideNavigation({ onSearch, onShortcuts }: { onSearch: () => void; onShortcuts: () => void }) {
  const { t } = useTranslation('desk');
  const { actor } = useSession();
  const mine = placesFor(actor.role);
  return (
    <nav className={`${styles.nav} no-print`} aria-label={t('nav.label')}>
      <div className={styles.top}>
        <Link to="/" className={styles.brand} dir="ltr">
          Amends<i>.</i>
        </Link>
        <button type="button" className={styles.search} onClick={onSearch} aria-label={t('search.label')}>
          <bdi dir="ltr">{isApple ? '⌘K' : 'Ctrl K'}</bdi>
        </button>
      </div>
      {sections.map((section) => (
        <div key={section}>
          {section === 'understand' ? null : <p className={styles.section}>{t(`nav.section.${section}`)}</p>}
          <ul className={styles.list}>
            {mine
              .filter((place) => place.section === section)
              .map((place) => (
                <li key={place.name}>
                  <NavLink to={place.to} end={place.to === '/'} className={styles.link}>
                    {t(`nav.${place.name}`)}
                    {place.name === 'inbox' ? <InboxCount /> : null}
                  </NavLink>
                </li>
              ))}
          </ul>
          {section === 'understand' ? <ViewLinks heading={styles.section} list={styles.list} /> : null}
        </div>
      ))}
      <UserMenu onShortcuts={onShortcuts} />
    </nav>
  );
}

export function InboxCount() {
  const { t } = useTranslation('desk');
  const { number } = useFormat();
  const count = useInboxCount();
  if (!count?.waiting) return null;
  return (
    <b className={count.overdue ? styles.hot : styles.count}>
      {number(count.waiting)}
      <span className="visually-hidden"> {t('nav.waiting', { count: count.waiting })}</span>
    </b>
  );
}
