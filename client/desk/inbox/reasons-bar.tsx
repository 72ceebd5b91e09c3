import { Button, Menu } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { parseReason, type Reason } from '#surveys/reasons.ts';
import { notifyProblem } from '../components/notify.tsx';
import { Tag } from '../components/tag.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useShortcuts } from '../use-shortcuts.tsx';
import styles from './case-panel.module.css';
import type { CasePage } from './inbox-data.ts';
import { useReasonOptions } from './reason-options.ts';
import { useCaseStep } from './use-case-step.ts';

/** Why, as it was chosen or read from the words; one key says that it is so, another menu that it was something else. */
export function ReasonsBar({ page }: { page: CasePage }) {
  const { t } = useTranslation('case');
  const { named, isConfirmed, confirm, isPending } = useConfirming(page);
  const canConfirm = !isConfirmed && named.length > 0;
  useShortcuts([
    { keys: 'y', label: t('reasons.confirm'), run: () => canConfirm && !isPending && confirm(named) },
  ]);
  return (
    <section className={styles.panel} aria-label={t('reasons.title')}>
      <div className={styles.buttons}>
        <Chips page={page} />
        {canConfirm ? (
          <Button
            size="compact-sm"
            leftSection={<IconCheck size={14} aria-hidden />}
            rightSection={<kbd>Y</kbd>}
            loading={isPending}
            onClick={() => confirm(named)}
          >
            {t('reasons.confirm')}
          </Button>
        ) : null}
        <Another onChoose={(reason) => confirm([reason])} />
      </div>
    </section>
  );
}

function useConfirming({ case: c, response }: CasePage) {
  const { t } = useTranslation('case');
  const step = useCaseStep();
  const isConfirmed = response.reading?.state === 'reviewed';
  const seen = new Map(
    response.reasons
      .filter(({ status }) => !isConfirmed || status === 'confirmed')
      .map(({ category, detail, competitorId }) => [
        `${category}/${detail}`,
        { category, detail: detail || null, competitorId },
      ]),
  );
  const confirm = (reasons: (Reason & { competitorId?: string | null })[]) =>
    step.mutate(
      {
        path: `/api/cases/${c.id}/reasons`,
        body: { responseId: response.id, revision: response.reading?.revision ?? 0, reasons },
        done: t('reasons.done'),
      },
      { onError: notifyProblem },
    );
  return { named: [...seen.values()], isConfirmed, confirm, isPending: step.isPending };
}

/** Details that are merged read the same: they stand once. */
function Chips({ page: { response } }: { page: CasePage }) {
  const { t } = useTranslation(['case', 'inbox']);
  const label = useReasonLabel();
  const seen = new Map(
    response.reasons.map((reason) => [
      `${label(reason.category)} · ${label(reason.category, reason.detail)} · ${reason.status}`,
      reason,
    ]),
  );
  if (seen.size === 0) return <span className={styles.quiet}>{t('reasons.none')}</span>;
  return [...seen].map(([key, { category, detail, status }]) => (
    <Tag key={key} tone={status === 'confirmed' ? 'good' : 'plain'}>
      {label(category)} · {label(category, detail)} · {t(`inbox:reasonStatus.${status}`)}
    </Tag>
  ));
}

function Another({ onChoose }: { onChoose: (reason: Reason) => void }) {
  const { t } = useTranslation('case');
  const options = useReasonOptions();
  const choose = (value: string) => {
    const [category = '', detail = null] = value.split('/');
    const reason = parseReason(category);
    if (reason) onChoose({ ...reason, detail });
  };
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" rightSection={<IconSelector size={14} aria-hidden />}>
          {t('reasons.change')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {options.map(({ group, items }) => (
          <Fragment key={group}>
            <Menu.Label>{group}</Menu.Label>
            {items.map(({ value, label }) => (
              <Menu.Item key={value} onClick={() => choose(value)}>
                {label}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
