import { useTranslation } from 'react-i18next';
import { markedReason } from '#surveys/reasons.ts';
import { useReasonLabel } from './components/use-reason-label.ts';
import { useFormat } from './use-format.ts';

type Fact = { code: string; facts: Record<string, string | number> };

/** Turns the facts behind a decision (a case, a compensation) into sentences of the desk's language. */
export function useWhy(): (fact: Fact) => string {
  const { t } = useTranslation('why');
  const label = useReasonLabel();
  const { money, percent, day, monthAndYear } = useFormat();
  return ({ code, facts }) => {
    const { amountMinor, orderMinor, currency, orderedOn, reason, status, tier, measure } = facts;
    const named = markedReason(reason);
    const paid = (minor: string | number | undefined) => money(Number(minor ?? 0), String(currency ?? 'USD'));
    return t(code, {
      ...facts,
      amount: paid(amountMinor),
      orderAmount: paid(orderMinor),
      percent: percent(Number(facts['percent'] ?? 0) / 100),
      orderedOn: typeof orderedOn === 'string' ? day(orderedOn) : '',
      reason: named ? label(named.category, named.detail) : '',
      status: status === undefined ? '' : t(`status.${status}`),
      tier: tier === undefined ? '' : t(`tier.${tier}`),
      measure: measure === undefined ? '' : t(`measure.${measure}`),
      month: typeof facts['month'] === 'string' ? monthAndYear(facts['month']) : '',
    });
  };
}
