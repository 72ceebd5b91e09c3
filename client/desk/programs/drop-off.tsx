import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { useFormat } from '../use-format.ts';
import styles from './drop-off.module.css';
import type { Wave } from './programs-data.ts';

/** At which question those who started and did not finish stopped. */
export function DropOff({ wave: { dropOff, funnel, partial } }: { wave: Wave }) {
  const { t } = useTranslation('programs');
  const { number, percent } = useFormat();
  if (funnel.started === 0 || dropOff.length === 0) return null;
  const stopped = dropOff.reduce((sum, { n }) => sum + n, 0);
  const most = Math.max(1, ...dropOff.map(({ n }) => n));
  return (
    <Section
      title={t('dropOff.title')}
      aside={t('dropOff.aside', { stopped: number(stopped), started: number(funnel.started) })}
    >
      {stopped === 0 ? (
        <p className="soft">{t('dropOff.none')}</p>
      ) : (
        <ol className={styles.list}>
          {dropOff.map(({ question, title, n }) => (
            <li key={question}>
              <span className={styles.title} dir="auto">
                {title}
              </span>
              <span className={styles.track} aria-hidden>
                <i style={{ inlineSize: `${(n / most) * 100}%` }} />
              </span>
              <span className={styles.count}>
                <b>{number(n)}</b> <bdi>{percent(n / funnel.started)}</bdi>
              </span>
            </li>
          ))}
        </ol>
      )}
      {partial > 0 ? <p className={styles.kept}>{t('dropOff.kept', { n: number(partial) })}</p> : null}
    </Section>
  );
}
