import { useTranslation } from 'react-i18next';
import { ShareSection } from '../components/share-section.tsx';
import { useFormat } from '../use-format.ts';
import type { DepartureFigures } from './departures-data.ts';

/** How long customers had stayed when they left, and what that is told by. */
export function HowLong({ stay }: { stay: DepartureFigures['stay'] }) {
  const { t } = useTranslation('departures');
  const { number } = useFormat();
  if (stay.n === 0) return null;
  return (
    <ShareSection
      title={t('stay.title')}
      note={t('stay.note')}
      rows={stay.spread.map(({ toDays, count, share }) => ({
        key: String(toDays),
        label: t(`stay.until.${toDays ?? 'longer'}`),
        share,
        told: number(count),
      }))}
    >
      <p className="soft">
        {t('stay.toldBy', {
          order: number(stay.toldByOrder),
          creation: number(stay.toldByCreation),
          unknown: number(stay.unknown),
        })}
      </p>
    </ShareSection>
  );
}
