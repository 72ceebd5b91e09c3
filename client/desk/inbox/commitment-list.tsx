import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyRefusal } from '../components/notify.tsx';
import { Tag } from '../components/tag.tsx';
import { useNow } from '../components/use-now.ts';
import { When } from '../components/when.tsx';
import { useShortcuts } from '../use-shortcuts.tsx';
import styles from './case-panel.module.css';
import { CommitmentDialog } from './commitment-dialog.tsx';
import type { CasePage } from './inbox-data.ts';
import { isolated } from './isolated.ts';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

type Commitment = CasePage['commitments'][number];
const tones = { open: 'plain', kept: 'good', missed: 'bad', withdrawn: 'plain' } as const;

/** What both sides have agreed on, by when, and what has become of it (C8). */
export function CommitmentList({ page }: { page: CasePage }) {
  const { t } = useTranslation('case');
  const [isOpen, setOpen] = useState(false);
  const { commitments } = page;
  useShortcuts([{ keys: 'd', label: t('commit.add'), run: () => setOpen(true) }]);
  return (
    <section className={styles.panel} aria-label={t('commit.title')}>
      <div className={styles.heading}>
        <h2>{t('commit.title')}</h2>
      </div>
      {commitments.length === 0 ? <p className={styles.quiet}>{t('commit.none')}</p> : null}
      <ul className={styles.rows}>
        {commitments.map((commitment) => (
          <Row key={commitment.id} commitment={commitment} page={page} />
        ))}
      </ul>
      <Button size="compact-md" onClick={() => setOpen(true)} rightSection={<kbd>D</kbd>}>
        {t('commit.add')}
      </Button>
      <CommitmentDialog page={page} isOpen={isOpen} onClose={() => setOpen(false)} />
    </section>
  );
}

function Row({ commitment, page }: { commitment: Commitment; page: CasePage }) {
  const { t } = useTranslation('case');
  const { by, what, dueAt, status, owner, isUnsettled } = commitment;
  const now = useNow();
  const isLate = status === 'open' && new Date(dueAt) < now;
  const who = by === 'company' ? (owner ?? t('commit.by.company')) : page.customer.name;
  return (
    <li data-status={status}>
      <span className={styles.what}>
        <span className={styles.words} dir="auto">
          {what}
        </span>
        <small>
          <bdi>{isolated(who)}</bdi> ·{' '}
          <span className={isLate ? styles.late : undefined}>
            <When at={dueAt} />
            {isLate ? ` · ${t('commit.overdue')}` : null}
          </span>
        </small>
      </span>
      {status === 'open' ? null : <Tag tone={tones[status]}>{t(`commit.status.${status}`)}</Tag>}
      {isUnsettled ? <Settling commitment={commitment} /> : null}
    </li>
  );
}

function Settling({ commitment: { id, status } }: { commitment: Commitment }) {
  const { t } = useTranslation('case');
  const step = useCaseStep();
  const refusalText = useRefusalText();
  const settle = (as: string) =>
    step.mutate(
      { path: `/api/commitments/${id}/settlement`, body: { status: as }, done: t('commit.settled') },
      { onError: (error) => notifyRefusal(refusalText(error)) },
    );
  return (
    <span className={styles.buttons}>
      <Button size="compact-sm" onClick={() => settle('kept')} loading={step.isPending}>
        {t('commit.settle.kept')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" aria-label={t('commit.more')}>
            <IconDots size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {status === 'open' ? (
            <Menu.Item onClick={() => settle('missed')}>{t('commit.settle.missed')}</Menu.Item>
          ) : null}
          <Menu.Item onClick={() => settle('withdrawn')}>{t('commit.settle.withdrawn')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
