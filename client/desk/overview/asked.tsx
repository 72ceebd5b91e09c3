import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { useFormat } from '../use-format.ts';
import styles from './asked.module.css';
import type { Figures } from './overview-data.ts';

type Distribution = Figures['onTime'];

/** The questions answered in words: price against what was expected, and delivery on time (A4). */
export function Asked({ figures: { priceExpectation, onTime } }: { figures: Figures }) {
  return (
    <>
      <Split name="price" answers={priceExpectation} />
      <Split name="onTime" answers={onTime.toReversed()} />
    </>
  );
}

function Split({ name, answers }: { name: 'price' | 'onTime'; answers: Distribution }) {
  const { t } = useTranslation(['overview', 'desk']);
  const { number, percent } = useFormat();
  const n = answers[0]?.share.n;
  if (!n || answers.some(({ share }) => share.value === null)) return null;
  return (
    <Section title={t(`asked.${name}`)} aside={t('desk:figure.n', { n: number(Number(n)) })}>
      <div className={styles.split} aria-hidden>
        {answers.map(({ word, share }) => (
          <i key={word} data-word={word} style={{ flexGrow: share.value ?? 0 }} />
        ))}
      </div>
      <ul className={styles.words}>
        {answers.map(({ word, share }) => (
          <li key={word} data-word={word} title={between(share.interval, percent)}>
            {t(`asked.${word}`)} <b>{percent(share.value ?? 0)}</b>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function between(interval: { low: number; high: number } | null, percent: (share: number) => string) {
  return interval ? `${percent(interval.low)} – ${percent(interval.high)}` : undefined;
}
