import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, Route, Routes } from 'react-router';
import { isAtLeast } from '../nav.ts';
import { NotFound } from '../route-error.tsx';
import { useSession } from '../session.tsx';
import { AccountPage } from './account-page.tsx';
import { CompanyPage } from './company-page.tsx';
import { PeoplePage } from './people-page.tsx';
import styles from './settings.module.css';

export function Component() {
  const { t } = useTranslation('settings');
  const { actor } = useSession();
  const isManager = isAtLeast(actor.role, 'manager');
  return (
    <>
      {isManager ? (
        <nav className={styles.tabs} aria-label={t('tabs.label')}>
          <NavLink to="/settings/company">{t('tabs.company')}</NavLink>
          <NavLink to="/settings/people">{t('tabs.people')}</NavLink>
          <NavLink to="/settings/account">{t('tabs.account')}</NavLink>
        </nav>
      ) : null}
      <Routes>
        <Route index element={<Navigate to={isManager ? 'company' : 'account'} replace />} />
        {isManager ? <Route path="company" element={<CompanyPage />} /> : null}
        {isManager ? <Route path="people" element={<PeoplePage />} /> : null}
        <Route path="account" element={<AccountPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
}
