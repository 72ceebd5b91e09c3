import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { When } from '../components/when.tsx';
import styles from './call-wish.module.css';
import { dialled } from './dialled.ts';
import type { CasePage } from './inbox-data.ts';

/** Where and when the customer asked to be called; the number dials on a phone. */
export function CallWish({ callback }: { callback: CasePage['callback'] }) {
  const { t } = useTranslation('inbox');
  if (!callback) return null;
  const { phone, wishedTime, askedAt } = callback;
  return (
    <p className={styles.wish}>
      <IconPhone size={18} aria-hidden />
      <span>
        {t('call.title')}{' '}
        <a href={`tel:${dialled(phone)}`}>
          <bdi dir="ltr">{phone}</bdi>
        </a>
        {' · '}
        {t(`call.when.${wishedTime}`)}
      </span>
      <small>
        <When at={askedAt} />
      </small>
    </p>
  );
}
