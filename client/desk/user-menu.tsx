import { Menu } from '@mantine/core';
import { IconCheck, IconKeyboard, IconLogout, IconSelector, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { speak } from '#client/locales/i18n.ts';
import { languageNames, languages, type Language } from '#client/locales/languages.ts';
import { sendJson } from './api.ts';
import { notifyProblem } from './components/notify.tsx';
import type { Session } from './session-context.ts';
import { useSession } from './session.tsx';
import styles from './user-menu.module.css';

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation('desk');
  const { actor, company } = useSession();
  return (
    <Menu position="top-start" width={200}>
      <Menu.Target>
        <button type="button" className={styles.person} aria-label={t('user.menu', { name: actor.name })}>
          <span>
            <span className={styles.name}>
              <bdi>{actor.name}</bdi>
            </span>
            <span className={styles.company}>
              <bdi>{company.name}</bdi>
            </span>
          </span>
          <IconSelector size={16} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <UserMenuItems onShortcuts={onShortcuts} />
      </Menu.Dropdown>
    </Menu>
  );
}

export function UserMenuItems({ onShortcuts }: { onShortcuts: () => void }) {
  const { t, i18n } = useTranslation('desk');
  const choose = useLanguageChoice();
  return (
    <>
      <Menu.Label>{t('user.language')}</Menu.Label>
      {languages.map((language) => (
        <Menu.Item
          key={language}
          lang={language}
          onClick={() => void choose(language)}
          aria-current={i18n.language === language}
          rightSection={i18n.language === language ? <IconCheck size={16} aria-hidden /> : null}
        >
          {languageNames[language]}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item component={Link} to="/settings/account" leftSection={<IconUser size={16} />}>
        {t('user.account')}
      </Menu.Item>
      <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts} rightSection={<kbd>?</kbd>}>
        {t('shortcuts.title')}
      </Menu.Item>
      <Menu.Item leftSection={<IconLogout size={16} className="mirrored" />} onClick={() => void signOut()}>
        {t('user.signOut')}
      </Menu.Item>
    </>
  );
}

function useLanguageChoice() {
  const queries = useQueryClient();
  return async (locale: Language) => {
    await speak(locale);
    queries.setQueryData<Session>(['me'], (me) => me && { ...me, actor: { ...me.actor, locale } });
    await sendJson('PATCH', '/api/me', { locale }).catch(notifyProblem);
  };
}

async function signOut() {
  await sendJson('DELETE', '/api/session').catch(() => {});
  window.location.assign('/sign-in');
}
