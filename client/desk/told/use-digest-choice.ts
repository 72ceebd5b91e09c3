import { useTranslation } from 'react-i18next';
import { notifyDone } from '../components/notify.tsx';
import { useChooseDigest } from './digest-data.ts';

/** Chooses a digest, or none, and says when it comes. */
export function useDigestChoice() {
  const { t } = useTranslation('told');
  const choose = useChooseDigest((cadence) => {
    const day = cadence === 'weekly' ? t('mailMe.monday') : t('mailMe.first');
    notifyDone(cadence === null ? t('mailMe.stopped') : t('mailMe.saved', { day }));
  });
  return { choose };
}
