import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import type { WhatIf } from './policies-data.ts';
import styles from './policy.module.css';
import { MarkedText } from '../components/marked-text.tsx';

type Course = WhatIf['draft'];

/** The whole comparison in one sentence. */
export function WhatIfSum({ told }: { told: WhatIf }) {
  const { t } = useTranslation('policies');
  const { number, dayOf } = useFormat();
  const money = useCostText();
  if (told.n === 0) return <p>{t('whatIf.empty')}</p>;
  return (
    <p className={styles.sum}>
      <MarkedText
        text={t('whatIf.sum', {
          draft: money(told.draft.costs) || t('whatIf.nothing'),
          real: money(told.real.costs) || t('whatIf.nothing'),
        })}
      />{' '}
      <small>{t('whatIf.n', { n: number(told.n), since: dayOf(new Date(told.since)) })}</small>
    </p>
  );
}

/** What costs come to, a currency after the other, each with how many it is of; empty for none. */
export function useCostText() {
  const { t } = useTranslation('policies');
  const { money, number, list } = useFormat();
  return (costs: Pick<Course['costs'][number], 'currency' | 'n' | 'minor'>[]): string => {
    const sums = new Map<string, { n: number; minor: number }>();
    for (const { currency, n, minor } of costs) {
      const sum = sums.get(currency) ?? { n: 0, minor: 0 };
      sums.set(currency, { n: sum.n + n, minor: sum.minor + minor });
    }
    const words = [...sums].map(([currency, { n, minor }]) =>
      t('whatIf.withN', { amount: money(minor, currency), n: number(n) }),
    );
    return list(words);
  };
}
