import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { Chip, FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useAddress } from '../use-address.ts';
import { MailView } from './mail-view.tsx';
import { MessageList } from './message-list.tsx';
import { useMessages, type MessageStatus } from './outbox-data.ts';
import styles from './outbox-page.module.css';

const statuses = ['sent', 'suppressed', 'failed'] as const satisfies MessageStatus[];

/** What did we write to customers, word for word? The list, and beside it the mail that was chosen. */
export function Component() {
  const { t } = useTranslation('outbox');
  const { id } = useParams();
  const { get, go, to } = useAddress();
  const status = statuses.find((each) => each === get('status'));
  return (
    <div data-reading={id ? true : undefined} className={styles.page}>
      <div className={styles.head}>
        <PageTitle>{t('title')}</PageTitle>
        <FilterRow>
          <Chip isOn={!status} onClick={() => go({ status: null })}>
            {t('all')}
          </Chip>
          {statuses.map((each) => (
            <Chip key={each} isOn={status === each} onClick={() => go({ status: each })}>
              {t(`status.${each}`)}
            </Chip>
          ))}
        </FilterRow>
      </div>
      <Outbox status={status} id={id} query={to({})} />
    </div>
  );
}

type Props = { status: MessageStatus | undefined; id: string | undefined; query: string };

function Outbox({ status, id, query }: Props) {
  const { t } = useTranslation('outbox');
  const pages = useMessages(status);
  if (pages.error && !pages.data)
    return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <LoadingShape shape="list" />;
  const rows = pages.data.pages.flatMap(({ messages }) => messages);
  if (rows.length === 0 && !id) return <NoMail />;
  return (
    <div className={styles.panes}>
      <div className={styles.list}>
        <MessageList rows={rows} chosen={id} query={query} />
        {pages.hasNextPage ? (
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t('more')}
          </Button>
        ) : null}
      </div>
      <div className={styles.mail}>
        {id ? <MailView key={id} id={id} query={query} /> : <p className={styles.pick}>{t('pick')}</p>}
      </div>
    </div>
  );
}

function NoMail() {
  const { t } = useTranslation('outbox');
  const toPrograms = (
    <Button component={Link} to="/programs">
      {t('toPrograms')}
    </Button>
  );
  return <EmptyState title={t('empty')} text={t('emptyText')} action={toPrograms} />;
}
