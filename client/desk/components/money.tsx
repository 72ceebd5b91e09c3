import { useFormat } from '../use-format.ts';

type Props = { amountMinor: number | null | undefined; currency: string; isWhole?: boolean };

/** An amount in its currency, to the minor unit unless `isWhole`; nothing known is "–". */
export function Money({ amountMinor, currency, isWhole }: Props) {
  const { money } = useFormat();
  if (amountMinor === null || amountMinor === undefined) return '–';
  return <bdi>{money(amountMinor, currency, isWhole)}</bdi>;
}
