import { useTranslation } from 'react-i18next';
import { When } from '../components/when.tsx';
import type { CasePage } from './inbox-data.ts';
import styles from './resolved-banner.module.css';

/** How the case ended, and what was behind it. */
export function ResolvedBanner({ page }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  const { outcome, rootCause, resolvedAt } = page.case;
  return (
    <section className={styles.banner}>
      <p>
        <strong>{outcome ? t(`outcome.${outcome}`) : t('status.resolved')}</strong> · <When at={resolvedAt} />
      </p>
      {rootCause ? (
        <p>
          {t('resolve.rootCause')}: <bdi>{rootCause}</bdi>
        </p>
      ) : null}
    </section>
  );
}
