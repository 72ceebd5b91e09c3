import { useTranslation } from 'react-i18next';
import { MarkedText } from '../components/marked-text.tsx';
import { Section } from '../components/section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { startSmall } from '#client/locales/sentence.ts';
import { useFormat } from '../use-format.ts';
import styles from './excuses.module.css';
import type { ReasonFigures } from './reasons-data.ts';

type ExcuseFigures = NonNullable<ReasonFigures['excuses']>;
const mostPairs = 6;

/** Where the first reason was not the real one: the second, indirect question says another (R5). */
export function Excuses({ excuses }: { excuses: ExcuseFigures }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { asked, pairs } = excuses;
  return (
    <Section title={t('excuses.title')}>
      {typeof asked === 'number' && asked > 0 ? (
        <>
          <HowOften excuses={excuses} />
          <Pairs pairs={pairs.slice(0, mostPairs)} />
        </>
      ) : (
        <p className="soft">{t(asked === 0 ? 'excuses.none' : 'excuses.tooFew')}</p>
      )}
    </Section>
  );
}

function HowOften({ excuses: { differ } }: { excuses: ExcuseFigures }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const format = useFormat();
  const { value, n, interval } = differ;
  if (value === null || !interval) return null;
  const whole = (share: number) => format.number(Math.round(share * 100));
  return (
    <p className={styles.share}>
      <MarkedText text={t('excuses.share', { share: format.percent(value) })} />{' '}
      <small>
        {t('overview:headline.noteShare', {
          n: format.number(Number(n)),
          low: whole(interval.low),
          high: whole(interval.high),
        })}
      </small>
    </p>
  );
}

function Pairs({ pairs }: { pairs: ExcuseFigures['pairs'] }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { number } = useFormat();
  const reasonLabel = useReasonLabel();
  if (pairs.length === 0) return null;
  return (
    <ol className={styles.pairs}>
      {pairs.map(({ first, other, count }) => (
        <li key={`${first} ${other}`}>
          <span>
            {t('excuses.pair', {
              first: startSmall(reasonLabel(first)),
              other: startSmall(reasonLabel(other)),
            })}
          </span>
          <b>{number(count)}</b>
        </li>
      ))}
    </ol>
  );
}
