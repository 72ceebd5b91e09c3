import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Section } from '../components/section.tsx';
import { When } from '../components/when.tsx';
import styles from './customers.module.css';
import { useContacts, type Contact } from './asks.ts';

/** Every time the company reached out to her, whatever the channel: what the limits count. */
export function ContactsSection({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const { data } = useContacts(customerId);
  if (!data) return null;
  return (
    <Section title={t('contacts.title')}>
      {data.contacts.length === 0 ? <p className="soft">{t('contacts.none')}</p> : null}
      <ul className={styles.contacts}>
        {data.contacts.map((contact) => (
          <li key={contact.id}>
            <ContactName contact={contact} />
            <small>
              <When at={contact.at} />
            </small>
          </li>
        ))}
      </ul>
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
