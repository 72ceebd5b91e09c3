import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Tag } from '../components/tag.tsx';
import { When } from '../components/when.tsx';
import styles from './message-list.module.css';
import type { MessageRow } from './outbox-data.ts';

type Props = { rows: MessageRow[]; chosen: string | undefined; query: string };

export function MessageList({ rows, chosen, query }: Props) {
  const { t } = useTranslation('outbox');
  return (
    <ul className={styles.list} aria-label={t('list')}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            to={`/outbox/${encodeURIComponent(row.id)}${query}`}
            aria-current={row.id === chosen ? 'true' : undefined}
          >
            <span className={styles.line}>
              <b>
                <bdi>{row.toName?.trim() ? row.toName : row.toEmail}</bdi>
              </b>
              <small>
                <When at={row.sentAt} />
              </small>
            </span>
            <span className={styles.subject}>
              <bdi lang={row.locale}>{row.subject}</bdi>
            </span>
            <span className={styles.line}>
              <small>{t(`kind.${row.kind}`)}</small>
              {row.status === 'sent' ? null : (
                <Tag tone={row.status === 'failed' ? 'bad' : 'plain'}>{t(`status.${row.status}`)}</Tag>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
