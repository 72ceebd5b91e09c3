import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, Route, Routes } from 'react-router';
import { isAtLeast } from '../nav.ts';
import { PolicyOnePage } from '../policy/policy-one-page.tsx';
import { PolicyPage } from '../policy/policy-page.tsx';
import { NotFound } from '../route-error.tsx';
import { HeardPage } from '../heard/heard-page.tsx';
import { TemplatesPage } from '../templates/templates-page.tsx';
import { HookPage } from '../grants/hook-page.tsx';
import { useSession } from '../session.tsx';
import { AccountPage } from './account-page.tsx';
import { AssignmentPage } from './assignment-page.tsx';
import { AlertsPage } from './alerts-page.tsx';
import { CompanyPage } from './company-page.tsx';
import { CompetitorsPage } from './competitors-page.tsx';
import { ContactRulesPage } from './contact-rules-page.tsx';
import { DepartmentsPage } from './departments-page.tsx';
import { EscalationPage } from './escalation-page.tsx';
import { KeysPage } from './keys-page.tsx';
import { PeoplePage } from './people-page.tsx';
import { ReasonsPage } from './reasons-page.tsx';
import { TroublePage } from './trouble-page.tsx';
import styles from './settings.module.css';

export function Component() {
  const { t } = useTranslation('settings');
  const { actor } = useSession();
  const isManager = isAtLeast(actor.role, 'manager');
  const isAdmin = actor.role === 'admin';
  return (
    <>
      {isManager ? (
        <nav className={styles.tabs} aria-label={t('tabs.label')}>
          <NavLink to="/settings/company">{t('tabs.company')}</NavLink>
          <NavLink to="/settings/people">{t('tabs.people')}</NavLink>
          <NavLink to="/settings/assignment">{t('tabs.assignment')}</NavLink>
          <NavLink to="/settings/escalation">{t('tabs.escalation')}</NavLink>
          <NavLink to="/settings/contact-rules">{t('tabs.rules')}</NavLink>
          <NavLink to="/settings/reasons">{t('tabs.reasons')}</NavLink>
          <NavLink to="/settings/competitors">{t('tabs.competitors')}</NavLink>
          <NavLink to="/settings/departments">{t('tabs.departments')}</NavLink>
          <NavLink to="/settings/templates">{t('tabs.templates')}</NavLink>
          <NavLink to="/settings/compensation">{t('tabs.compensation')}</NavLink>
          <NavLink to="/settings/alerts">{t('tabs.alerts')}</NavLink>
          <NavLink to="/settings/handover">{t('tabs.handover')}</NavLink>
          <NavLink to="/settings/heard">{t('tabs.heard')}</NavLink>
          {isAdmin ? <NavLink to="/settings/keys">{t('tabs.keys')}</NavLink> : null}
          {isAdmin ? <NavLink to="/settings/trouble">{t('tabs.trouble')}</NavLink> : null}
          <NavLink to="/settings/account">{t('tabs.account')}</NavLink>
        </nav>
      ) : (
        <nav className={styles.tabs} aria-label={t('tabs.label')}>
          <NavLink to="/settings/compensation">{t('tabs.compensation')}</NavLink>
          <NavLink to="/settings/account">{t('tabs.account')}</NavLink>
        </nav>
      )}
      <Routes>
        <Route index element={<Navigate to={isManager ? 'company' : 'account'} replace />} />
        {isManager ? <Route path="company" element={<CompanyPage />} /> : null}
        {isManager ? <Route path="people" element={<PeoplePage />} /> : null}
        {isManager ? <Route path="assignment" element={<AssignmentPage />} /> : null}
        {isManager ? <Route path="escalation" element={<EscalationPage />} /> : null}
        {isManager ? <Route path="contact-rules" element={<ContactRulesPage />} /> : null}
        {isManager ? <Route path="reasons" element={<ReasonsPage />} /> : null}
        {isManager ? <Route path="competitors" element={<CompetitorsPage />} /> : null}
        {isManager ? <Route path="departments" element={<DepartmentsPage />} /> : null}
        {isManager ? <Route path="templates" element={<TemplatesPage />} /> : null}
        {isManager ? <Route path="alerts" element={<AlertsPage />} /> : null}
        {isManager ? <Route path="handover" element={<HookPage />} /> : null}
        {isManager ? <Route path="heard" element={<HeardPage />} /> : null}
        {isAdmin ? <Route path="keys" element={<KeysPage />} /> : null}
        {isAdmin ? <Route path="trouble" element={<TroublePage />} /> : null}
        <Route path="compensation" element={<PolicyPage />} />
        <Route path="compensation/:policyId" element={<PolicyOnePage />} />
        <Route path="account" element={<AccountPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
}
