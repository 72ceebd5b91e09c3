import { useTranslation } from 'react-i18next';
import styles from './loading-shape.module.css';

type Shape = 'page' | 'figures' | 'list' | 'chart';

/** The shape of what is coming. `list` takes the number of rows to expect. */
export function LoadingShape({ shape = 'page', rows = 6 }: { shape?: Shape; rows?: number }) {
  const { t } = useTranslation('desk', { useSuspense: false });
  return (
    <output className={styles.loading} aria-label={t('loading')}>
      {shape === 'page' ? <i className={styles.title} /> : null}
      {shape === 'page' || shape === 'figures' ? <Boxes /> : null}
      {shape === 'chart' ? <i className={styles.chart} /> : null}
      {shape === 'page' || shape === 'list' ? <Rows count={rows} /> : null}
    </output>
  );
}

function Boxes() {
  return (
    <div className={styles.figures}>
      {[1, 2, 3, 4].map((box) => (
        <i key={box} />
      ))}
    </div>
  );
}

function Rows({ count }: { count: number }) {
  return (
    <div className={styles.rows}>
      {Array.from({ length: count }, (_, row) => (
        <i key={row} style={{ inlineSize: `${92 - ((row * 17) % 38)}%` }} />
      ))}
    </div>
  );
}
