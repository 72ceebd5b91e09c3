import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Money } from '../components/money.tsx';
import { Verbatim } from '../components/verbatim.tsx';
import { Day } from '../components/when.tsx';
import type { Behind } from './reasons-data.ts';

/** A customer who left: the reason as it was given, and what left with her. */
export function LeaverEntry({ leaver }: { leaver: Behind['leavers'][number] }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { customerId, customerName, reasonText, tier, departedOn, monthlyMinor, currency } = leaver;
  const meta = (
    <>
      <Link to={`/customers/${customerId}`}>
        <bdi>{customerName}</bdi>
      </Link>
      {' · '}
      <Money amountMinor={monthlyMinor} currency={currency} />
      {tier ? ` · ${t(`desk:tier.${tier}`)}` : null}
      {' · '}
      <Day on={departedOn} />
    </>
  );
  return <Verbatim text={reasonText} meta={meta} />;
}
