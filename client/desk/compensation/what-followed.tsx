import { useTranslation } from 'react-i18next';
import { MarkedText } from '../components/marked-text.tsx';
import { ShareSection, type ShareFigure } from '../components/share-section.tsx';
import { useFormat } from '../use-format.ts';
import type { Effect } from './compensation-data.ts';

/** Whether the next score was bad no more, with compensation and without; and that this proves nothing. */
export function WhatFollowed({ effects }: { effects: Effect[] }) {
  return effects.map((effect) => <OneScale key={effect.measure} effect={effect} />);
}

function OneScale({ effect: { measure, compensated, others, difference, every } }: { effect: Effect }) {
  const { t } = useTranslation(['compensation', 'desk']);
  const { number } = useFormat();
  const told = ({ n }: ShareFigure) =>
    n === 'withheld' ? undefined : t('desk:figure.n', { n: typeof n === 'number' ? number(n) : n });
  const points = (share: number) =>
    `\u200e${share > 0 ? '+' : share < 0 ? '−' : ''}${number(Math.abs(Math.round(share * 100)))}`;
  const samples = (['compensated', 'others'] as const)
    .filter((arm) => every[arm] > 1)
    .map((arm) => t(`followed.sample.${arm}`, { n: number(every[arm]) }));
  const way = difference?.isReal ? (difference.value > 0 ? 'better' : 'worse') : 'unclear';
  return (
    <ShareSection
      title={t(`followed.title.${measure}`)}
      note={t('followed.note')}
      rows={[
        { key: 'with', label: t('followed.with'), share: compensated, told: told(compensated) },
        { key: 'without', label: t('followed.without'), share: others, told: told(others) },
      ]}
    >
      <p>
        {difference ? (
          <MarkedText
            text={t(`followed.${way}`, {
              points: points(difference.value),
              low: points(difference.interval.low),
              high: points(difference.interval.high),
            })}
          />
        ) : (
          t('followed.tooFew')
        )}{' '}
        <span className="soft">{[t('followed.noProof'), ...samples].join(' ')}</span>
      </p>
    </ShareSection>
  );
}
