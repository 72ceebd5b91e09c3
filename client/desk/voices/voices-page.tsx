import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { LoadingShape } from '../components/loading-shape.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { SearchField } from './search-field.tsx';
import { useReviewKeys } from './use-review-keys.ts';
import { useVoicesDesk } from './use-voices-desk.ts';
import { VoiceFilters } from './voice-filters.tsx';
import { VoiceList } from './voice-list.tsx';
import { VoicesTitle } from './voices-title.tsx';
import styles from './voices.module.css';

/** What do they say, word for word? And what of it needs a look? */
export function Component() {
  const { actor } = useSession();
  const { ready } = useTranslation(['voices', 'desk']);
  if (!isAtLeast(actor.role, 'manager')) return <Navigate to="/inbox" replace />;
  return ready ? <VoicesPage /> : <LoadingShape />;
}

function VoicesPage() {
  const { t } = useTranslation(['voices', 'desk']);
  const desk = useVoicesDesk();
  useReviewKeys(desk);
  return (
    <div className={styles.page}>
      <title>{`${t('desk:nav.voices')} · Amends`}</title>
      <VoicesTitle desk={desk} />
      <SearchField />
      <VoiceFilters />
      <VoiceList desk={desk} />
    </div>
  );
}
