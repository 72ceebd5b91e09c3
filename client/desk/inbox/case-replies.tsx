import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../components/notify.tsx';
import { When } from '../components/when.tsx';
import styles from './case-panel.module.css';
import type { CasePage } from './inbox-data.ts';
import { isolated } from './isolated.ts';
import { useCaseStep } from './use-case-step.ts';

/** What the customer has written back and nobody has read yet, above everything else. */
export function UnreadReplies({ page }: { page: CasePage }) {
  const { t } = useTranslation('case');
  const step = useCaseStep();
  const { case: c, customer, replies } = page;
  const unread = replies.at(-1);
  if (!c.unreadReplyAt || !unread) return null;
  const read = () =>
    step.mutate(
      { path: `/api/cases/${c.id}/reading`, body: { upTo: c.unreadReplyAt }, done: t('reply.read') },
      { onError: notifyProblem },
    );
  return (
    <section className={styles.reply} aria-label={t('reply.new', { name: customer.name })}>
      <header>
        {t('reply.new', { name: isolated(customer.name) })}{' '}
        <small>
          <When at={unread.at} />
        </small>
      </header>
      <p dir="auto">{unread.said}</p>
      <Quoted text={unread.quoted} />
      <div className={styles.buttons}>
        <Button size="compact-sm" onClick={read} loading={step.isPending}>
          {t('reply.read')}
        </Button>
      </div>
    </section>
  );
}

/** The mail that a reply quotes, folded away. */
export function Quoted({ text }: { text: string | null }) {
  const { t } = useTranslation('case');
  if (!text) return null;
  return (
    <details className={styles.quoted}>
      <summary>{t('reply.quoted')}</summary>
      <p dir="auto">{text}</p>
    </details>
  );
}
