import { useTranslation } from 'react-i18next';
import { MarkedText } from '../components/marked-text.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import { useProblemText } from '../components/use-problem-text.ts';
import { useFormat } from '../use-format.ts';
import { useAudienceCount } from './audience-data.ts';
import styles from './audience.module.css';

type Asked = Parameters<typeof useAudienceCount>[0];

/** How many the condition means now, and ten of them. */
export function AudienceCount({ asked }: { asked: Asked }) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  const problemText = useProblemText();
  const { data, error, isBehind } = useAudienceCount(asked);
  if (error && !data) return <p className={styles.count}>{problemText(error)}</p>;
  if (!data) return <p className={styles.count}>{t('count.counting')}</p>;
  const { n, of, drawn, examples } = data;
  return (
    <div className={styles.count} data-behind={isBehind || undefined} aria-busy={isBehind}>
      <p aria-live="polite">
        <MarkedText text={t('count.of', { count: of, n: number(n), of: number(of) })} />
        {drawn < n ? <> {t('count.drawn', { count: drawn, n: number(drawn) })}</> : null}
      </p>
      {examples.length > 0 ? (
        <ul className={styles.examples} aria-label={t('count.examples')}>
          {examples.map(({ id, name, externalId, tier }) => (
            <li key={id}>
              <a href={`/customers/${id}`} target="_blank" rel="noreferrer">
                <bdi>{name}</bdi>
              </a>
              <bdi className={styles.id}>{externalId}</bdi>
              <TierTag tier={tier} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
