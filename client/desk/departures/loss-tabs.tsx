import { useTranslation } from 'react-i18next';
import { NavLink, useSearchParams } from 'react-router';
import styles from '../components/page-tabs.module.css';

const pages = [
  { name: 'departures', to: '/departures' },
  { name: 'returns', to: '/departures/returns' },
  { name: 'staff', to: '/staff-view' },
] as const;

/** Who left, who came back, and what the staff make of it; the filters go along. */
export function LossTabs() {
  const { t } = useTranslation('departures');
  const [params] = useSearchParams();
  const query = params.size > 0 ? `?${params}` : '';
  return (
    <nav className={`${styles.tabs} no-print`} aria-label={t('tabs.label')}>
      {pages.map(({ name, to }) => (
        <NavLink key={name} to={`${to}${query}`} end>
          {t(`tabs.${name}`)}
        </NavLink>
      ))}
    </nav>
  );
}
