import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { TodoList } from '../components/todo-list.tsx';
import { useFormat } from '../use-format.ts';
import type { Overview } from './overview-data.ts';

/** What waits for people now, each line leading to the inbox that holds it. */
export function Today({ today }: { today: Overview['today'] }) {
  const { t } = useTranslation(['overview', 'desk']);
  const { money, list } = useFormat();
  const { count, money: proposed } = today.compensationToApprove;
  const sums = proposed.map(({ amountMinor, currency }) => money(amountMinor, currency, true));
  return (
    <Section title={t('today.title')}>
      <TodoList
        items={[
          todo('overdue', today.firstContactOverdue, true),
          todo('waiting', today.waitingForFirstContact),
          todo('late', today.resolutionOverdue, true),
          { ...todo('approve', count), beside: sums.length > 0 ? <bdi>{list(sums)}</bdi> : null },
        ].map((item) => ({ ...item, label: t(`today.${item.name}`) }))}
      />
    </Section>
  );
}

const inbox = { overdue: 'overdue', waiting: 'waiting', late: 'overdue', approve: 'approvals' } as const;

const todo = (name: keyof typeof inbox, count: number, isHot = false) => ({
  name,
  count,
  isHot,
  label: name,
  to: `/inbox?filter=${inbox[name]}`,
});
