import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, read } from '../api.ts';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Columns, Section } from '../components/section.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import { AddressBlock } from './address-block.tsx';
import { AskedSection } from './asked-section.tsx';
import { ContactsSection } from './contacts-section.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { CustomerTimeline } from './customer-timeline.tsx';
import { GivenSection } from './given-section.tsx';
import { StatusTag } from './use-customer-columns.tsx';
import styles from './customers.module.css';

export function Component() {
  const { t } = useTranslation('customers');
  const { id = '' } = useParams();
  const customer = useQuery({
    queryKey: ['customers', id],
    queryFn: () => read(api.api.customers[':id'].$get({ param: { id } })),
  });
  if (customer.isError) return <ErrorState error={customer.error} onRetry={() => void customer.refetch()} />;
  if (customer.isPending) return <LoadingShape />;
  const { name, tier, status } = customer.data;
  return (
    <>
      <PageTitle
        above={<Link to="/customers">{t('title')}</Link>}
        note={
          <span className={styles.tags}>
            <TierTag tier={tier} /> <StatusTag status={status} />
          </span>
        }
      >
        <bdi>{name}</bdi>
      </PageTitle>
      <Columns>
        <div>
          <AskedSection customerId={id} />
          <CustomerTimeline customerId={id} />
        </div>
        <div>
          <Section title={t('facts')}>
            <CustomerFacts customer={customer.data} />
            {customer.data.email ? <AddressBlock customerId={id} /> : null}
          </Section>
          <GivenSection customer={customer.data} />
          <ContactsSection customerId={id} />
        </div>
      </Columns>
    </>
  );
}
