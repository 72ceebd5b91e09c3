import { useTranslation } from 'react-i18next';
import { Tag } from './tag.tsx';

export type Tier = 'gold' | 'silver' | 'copper';

export function TierTag({ tier }: { tier: Tier | null | undefined }) {
  const { t } = useTranslation('desk');
  return tier ? <Tag tone={tier === 'gold' ? 'gold' : 'plain'}>{t(`tier.${tier}`)}</Tag> : null;
}
