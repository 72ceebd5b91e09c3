import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Section } from '../components/section.tsx';
import { When } from '../components/when.tsx';
import styles from './customers.module.css';
import { useContacts, type Contact } from './asks.ts';

/** Every time the company reached out to her, whatever the channel: what the limits count. */
export function ContactsSection({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const { data, ...pages } = useContacts(customerId);
  if (!data) return null;
  const contacts = data.pages.flatMap((page) => page.contacts);
  return (
    <Section title={t('contacts.title')}>
      {contacts.length === 0 ? <p className="soft">{t('contacts.none')}</p> : null}
      <ul className={styles.contacts}>
        {contacts.map((contact) => (
          <li key={contact.id}>
            <ContactName contact={contact} />
            <small>
              <When at={contact.at} />
            </small>
          </li>
        ))}
      </ul>
      {pages.hasNextPage ? (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => void pages.fetchNextPage()}
          loading={pages.isFetchingNextPage}
        >
          {t('earlier')}
        </Button>
      ) : null}
    </Section>
  );
}

function ContactName({ contact: { channel, kind, messageId, caseId } }: { contact: Contact }) {
  const { t } = useTranslation('customers');
  const name = t(`contacts.${channel}`, { kind: t(`contactKind.${kind}`, { defaultValue: kind }) });
  if (messageId) return <Link to={`/outbox/${messageId}`}>{name}</Link>;
  if (caseId) return <Link to={`/inbox/${caseId}`}>{name}</Link>;
  return <span>{name}</span>;
}
