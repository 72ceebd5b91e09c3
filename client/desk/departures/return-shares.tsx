import { useTranslation } from 'react-i18next';
import { ShareSection } from '../components/share-section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import type { ReturnFigures } from './departures-data.ts';

/** The return rate by what they left over (R2), by tier, and by how long they have been gone. */
export function ReturnShares({ figures }: { figures: ReturnFigures }) {
  const { t } = useTranslation(['departures', 'desk']);
  const { number } = useFormat();
  const { to } = useAddress();
  const reasonLabel = useReasonLabel();
  const told = ({ returned, left }: { returned: number; left: number }) =>
    t('report.of', { part: number(returned), whole: number(left) });
  const { byReason, byTier, bySince } = figures;
  const difference = byReason.priceAgainstService;
  return (
    <div>
      <ShareSection
        title={t('returns.byReason')}
        note={t('returns.ofLeavers')}
        rows={byReason.groups.map(({ over, share, ...counts }) => ({
          key: over,
          label:
            over === 'price+service'
              ? t('desk:reason.both', { one: reasonLabel('price'), two: reasonLabel('service') })
              : reasonLabel(over),
          share,
          told: told(counts),
          ...(over !== 'price+service' && { to: to({ named: over }) }),
        }))}
      >
        {difference?.isReal ? (
          <p className="soft">{t(difference.value > 0 ? 'returns.priceFirst' : 'returns.serviceFirst')}</p>
        ) : null}
      </ShareSection>
      <ShareSection
        title={t('returns.byTier')}
        note={t('returns.ofLeavers')}
        rows={byTier.map(({ tier, share, ...counts }) => ({
          key: tier ?? '',
          label: tier ? t(`desk:tier.${tier}`) : t('returns.noTier'),
          share,
          told: told(counts),
          ...(tier && { to: to({ tier }) }),
        }))}
      />
      <ShareSection
        title={t('returns.bySince')}
        note={t('returns.bySinceNote')}
        rows={bySince.map(({ months, share, ...counts }) => ({
          key: String(months),
          label: t(`returns.within.${months}`),
          share,
          told: told(counts),
        }))}
      />
    </div>
  );
}
