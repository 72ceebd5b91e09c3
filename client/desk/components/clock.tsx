import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import { hoursAndMinutes } from './hours-and-minutes.ts';
import styles from './clock.module.css';
import { useNow } from './use-now.ts';

type Props = { dueAt: string | number | Date | null | undefined; isMet?: boolean };

const day = 86_400_000;
const isLong = (milliseconds: number) => Math.abs(milliseconds) >= 2 * day;

/** Time left until something is due, to the minute, beyond two days in days; red and said in words when overdue. */
export function Clock({ dueAt, isMet = false }: Props) {
  const { t } = useTranslation('desk');
  const { instant, days } = useFormat();
  const now = useNow();
  if (dueAt === null || dueAt === undefined) return '–';
  if (isMet) return <span className={styles.clock}>{t('clock.met')}</span>;
  const due = new Date(dueAt);
  const left = due.getTime() - now.getTime();
  const time = isLong(left) ? days(Math.floor(Math.abs(left) / day)) : hoursAndMinutes(Math.abs(left));
  return (
    <time
      className={left < 0 ? styles.overdue : styles.clock}
      dateTime={due.toISOString()}
      title={instant(due, now)}
    >
      {left < 0 ? t('clock.overdue', { time }) : <span aria-label={t('clock.left', { time })}>{time}</span>}
    </time>
  );
}
