import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import styles from './figure.module.css';

export type ChangeSince = {
  difference: number;
  /** Only the interval may say so; without it no arrow is drawn. */
  isReal: boolean;
  /** The month compared with ('2026-09'). */
  since: string;
  /** Which way is good for the company; up when not told. */
  goodWay?: 'up' | 'down';
  format?: (size: number) => string;
};

export function Change({ difference, isReal, since, goodWay = 'up', format }: ChangeSince) {
  const { t } = useTranslation('desk');
  const { number, monthInSentence } = useFormat();
  if (!isReal || difference === 0) return t('figure.noClearChange');
  const way = difference > 0 ? 'up' : 'down';
  const by = (format ?? number)(Math.abs(difference));
  return (
    <>
      <span className={way === goodWay ? styles.better : styles.worse}>
        <span aria-hidden>
          {way === 'up' ? '▲' : '▼'} <bdi>{by}</bdi>
        </span>
        <span className="visually-hidden">{t(way === 'up' ? 'figure.up' : 'figure.down', { by })}</span>
      </span>{' '}
      {t('figure.since', { since: monthInSentence(since) })}
    </>
  );
}
