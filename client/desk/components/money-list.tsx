import { useFormat } from '../use-format.ts';

type Props = { money: { amountMinor: number; currency: string }[] };

/** Sums, one a currency: they are never added across. */
export function MoneyList({ money }: Props) {
  const format = useFormat();
  if (money.length === 0) return <>–</>;
  return money.map(({ amountMinor, currency }, at) => (
    <span key={currency}>
      {at > 0 ? ' · ' : null}
      <bdi>{format.money(amountMinor, currency, true)}</bdi>
    </span>
  ));
}
