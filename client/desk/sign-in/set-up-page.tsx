import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { OpenPage } from '../open-page.tsx';
import { SetUpForm } from './set-up-form.tsx';
import styles from './sign-in.module.css';

export function Component() {
  const { t } = useTranslation('sign-in');
  const [search] = useSearchParams();
  const token = search.get('token');
  return (
    <OpenPage title={t('setUp.title')}>
      <p className={styles.intro}>{token ? t('setUp.intro') : t('setUp.noToken')}</p>
      {token ? <SetUpForm token={token} /> : null}
    </OpenPage>
  );
}
