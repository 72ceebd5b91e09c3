import { useTranslation } from 'react-i18next';
import { isReasonCategory } from '#surveys/reasons.ts';
import { MoneyList } from '../components/money-list.tsx';
import { ShareSection, type ShareRow } from '../components/share-section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import type { DepartureFigures } from './departures-data.ts';

/** Reasons and the competitors named; a reason narrows the page to those who left over it, and opens its details. */
export function WhyTheyLeft({ figures: { reasons, competitors } }: { figures: DepartureFigures }) {
  const { t } = useTranslation('departures');
  const { number } = useFormat();
  const rows = useReasonRows(reasons);
  return (
    <>
      <ShareSection title={t('why.title')} note={t('why.note')} rows={rows} />
      {competitors.length > 0 ? (
        <ShareSection
          title={t('why.competitors')}
          note={t('why.competitorsNote')}
          rows={competitors.map(({ id, name, count, share }) => ({
            key: id ?? '',
            label: name === null ? t('why.unnamed') : <bdi>{name}</bdi>,
            share,
            told: number(count),
          }))}
        />
      ) : null}
    </>
  );
}

function useReasonRows(reasons: DepartureFigures['reasons']): ShareRow[] {
  const { t } = useTranslation('departures');
  const { number } = useFormat();
  const { get, to } = useAddress();
  const reasonLabel = useReasonLabel();
  const named = get('named') ?? '';
  const [chosen] = named.split('/');
  const told = ({ count, money }: { count: number; money: { amountMinor: number; currency: string }[] }) => (
    <>
      {number(count)}
      {money.length > 0 ? (
        <>
          {' · '}
          <MoneyList money={money} />
        </>
      ) : null}
    </>
  );
  const toggle = (code: string) => to({ named: code === named ? null : code });
  const rows = reasons.map((reason): ShareRow & { category: string } => ({
    key: reason.category,
    category: reason.category,
    label: reasonLabel(reason.category),
    share: reason.share,
    told: told(reason),
    to: toggle(reason.category),
    isOn: named === reason.category,
  }));
  const open = reasons.find(({ category }) => category === chosen);
  if (!open || !isReasonCategory(chosen)) return rows;
  const details = open.details.map((detail) => ({
    key: `${open.category}/${detail.detail}`,
    label: t('why.detail', { detail: reasonLabel(open.category, detail.detail) }),
    share: detail.share,
    told: told(detail),
    to: toggle(`${open.category}/${detail.detail}`),
    isOn: named === `${open.category}/${detail.detail}`,
  }));
  return rows.flatMap((row) => (row.category === chosen ? [row, ...details] : [row]));
}
