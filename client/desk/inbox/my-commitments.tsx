import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { useNow } from '../components/use-now.ts';
import { When } from '../components/when.tsx';
import styles from './my-commitments.module.css';

const shown = 5;

/** What I have promised, or have to see to, the next due first. */
export function MyCommitments() {
  const { t } = useTranslation('case');
  const now = useNow();
  const { data } = useQuery({
    queryKey: ['inbox', 'commitments'],
    queryFn: () => read(api.api.commitments.$get()),
  });
  const mine = data?.commitments ?? [];
  if (mine.length === 0) return null;
  return (
    <details className={styles.mine} open>
      <summary>
        {t('commit.mine')} <small>{mine.length}</small>
      </summary>
      <ul>
        {mine.slice(0, shown).map(({ id, caseId, what, dueAt, customer }) => (
          <li key={id}>
            <Link to={`/inbox/${caseId}`}>
              <bdi>{what}</bdi>
            </Link>
            <small data-late={new Date(dueAt).getTime() < now.getTime() || undefined}>
              <bdi>{customer}</bdi> · <When at={dueAt} />
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
