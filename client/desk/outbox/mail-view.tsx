import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { directionOf } from '#client/locales/languages.ts';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { When } from '../components/when.tsx';
import styles from './mail-view.module.css';
import { useMessage, type Message } from './outbox-data.ts';

/** One mail as the customer sees it: the page of the mail is sealed off, so nothing in it can act on the desk. */
export function MailView({ id, query }: { id: string; query: string }) {
  const { t } = useTranslation('outbox');
  const { data, error, refetch } = useMessage(id);
  return (
    <article>
      <p className={styles.back}>
        <Link to={`/outbox${query}`}>{t('back')}</Link>
      </p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingShape shape="list" /> : null}
      {data ? <Mail message={data} /> : null}
    </article>
  );
}

function Mail({ message }: { message: Message }) {
  return (
    <>
      <h2 className={styles.subject}>
        <bdi lang={message.locale}>{message.subject}</bdi>
      </h2>
      <Facts message={message} />
      {message.hasHtml ? <Kept message={message} /> : <NotKept message={message} />}
    </>
  );
}

function Facts({ message }: { message: Message }) {
  const { t } = useTranslation('outbox');
  const { customerId, toName, toEmail, status, kind, sentAt } = message;
  const name = toName?.trim() ? <bdi>{toName}</bdi> : null;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('to')}</dt>
        <dd>
          {name && customerId ? <Link to={`/customers/${customerId}`}>{name}</Link> : name}{' '}
          <bdi className={styles.address}>{toEmail}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t('sentAt')}</dt>
        <dd>
          {status === 'sent' ? null : `${t(`status.${status}`)}, `}
          <When at={sentAt} />
        </dd>
      </div>
      <div>
        <dt>{t('kindLabel')}</dt>
        <dd>{t(`kind.${kind}`)}</dd>
      </div>
    </dl>
  );
}

function Kept({ message: { id, text, headers, locale } }: { message: Message }) {
  const { t } = useTranslation('outbox');
  return (
    <Tabs defaultValue="mail" keepMounted={false}>
      <Tabs.List>
        {(['mail', 'text', 'headers'] as const).map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {t(`tab.${tab}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="mail">
        <iframe
          className={styles.frame}
          title={t('frame')}
          src={`/api/messages/${encodeURIComponent(id)}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      </Tabs.Panel>
      <Tabs.Panel value="text">
        <pre className={styles.text} dir={directionOf(locale)} lang={locale}>
          {text}
        </pre>
      </Tabs.Panel>
      <Tabs.Panel value="headers">
        <Headers headers={headers} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Headers({ headers }: { headers: Record<string, string> }) {
  const { t } = useTranslation('outbox');
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if (lines.length === 0) return <p className={styles.note}>{t('noHeaders')}</p>;
  return (
    <pre className={styles.text} dir="ltr">
      {lines.join('\n')}
    </pre>
  );
}

const knownNotes = [
  'unsubscribed',
  'nothing',
  'bounced',
  'complained',
  'by-hand',
  'deceased',
  'barred',
  'anonymised',
];

function NotKept({ message: { status, note, transport } }: { message: Message }) {
  const { t } = useTranslation('outbox');
  const because = note !== null && knownNotes.includes(note) ? t(`note.${note}`) : note;
  return (
    <p className={styles.note}>
      {status === 'sent' ? t('notKept', { transport }) : t('notSent')}{' '}
      {because ? <bdi>({because})</bdi> : null}
    </p>
  );
}
