import { useFormat } from '../use-format.ts';
import styles from './funnel.module.css';

export type FunnelStep = { name: string; label: string; count: number; tone?: 'plain' | 'bad' };

/** Steps from first to last, each with its count and its share of the first. */
export function Funnel({ steps }: { steps: FunnelStep[] }) {
  const { number, percent } = useFormat();
  const first = steps[0]?.count ?? 0;
  return (
    <ol className={styles.funnel}>
      {steps.map(({ name, label, count, tone }) => (
        <li key={name} className={styles.step}>
          <span className={styles.label}>{label}</span>
          <span className={styles.track} aria-hidden>
            <i data-tone={tone} style={{ inlineSize: `${first === 0 ? 0 : (count / first) * 100}%` }} />
          </span>
          <span className={styles.count}>
            <b>{number(count)}</b> <bdi>{first === 0 ? '–' : percent(count / first)}</bdi>
          </span>
        </li>
      ))}
    </ol>
  );
}
