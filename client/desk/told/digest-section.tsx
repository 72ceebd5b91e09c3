import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { useDigest } from './digest-data.ts';
import styles from './told.module.css';
import { useDigestChoice } from './use-digest-choice.ts';

/** How often a manager is mailed the figures; the filters are those of the page she chose it on. */
export function DigestSection() {
  const { t } = useTranslation('told');
  const { data: digest } = useDigest();
  const { choose } = useDigestChoice();
  if (digest === undefined) return null;
  const query = digest?.query ?? '';
  const filters = digest?.filters ? t('mailMe.filters', { filters: digest.filters }) : t('mailMe.noFilters');
  return (
    <Section title={t('mailMe.title')}>
      <div className={styles.mailMe}>
        <div>
          <SegmentedControl
            aria-label={t('mailMe.title')}
            value={digest?.cadence ?? 'never'}
            disabled={choose.isPending}
            data={(['weekly', 'monthly', 'never'] as const).map((value) => ({
              value,
              label: t(`mailMe.${value}`),
            }))}
            onChange={(value) =>
              choose.mutate(value === 'weekly' || value === 'monthly' ? { cadence: value, query } : null)
            }
          />
        </div>
        <p className={styles.soft}>
          {digest ? filters : t('mailMe.none')} {t('mailMe.help')}
        </p>
      </div>
    </Section>
  );
}
