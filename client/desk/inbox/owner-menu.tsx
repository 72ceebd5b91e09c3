import { Button, Menu } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { notifyRefusal } from '../components/notify.tsx';
import { isolated } from './isolated.ts';
import type { CasePage } from './inbox-data.ts';
import { useSession } from '../session.tsx';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

/** Who answers the customer; anybody may be given the case but the one who is complained about. */
export function OwnerMenu({ page }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  const { actor } = useSession();
  const give = useCaseStep();
  const refusalText = useRefusalText();
  const { case: c, colleagues } = page;
  const owner = colleagues.find(({ id }) => id === c.ownerId);
  const label = owner ? t('owner.is', { name: isolated(owner.name) }) : t('owner.nobody');
  if (c.status === 'resolved') return <span>{label}</span>;
  const giveTo = (ownerId: string, name: string) =>
    give.mutate(
      {
        path: `/api/cases/${c.id}/assignment`,
        body: { ownerId },
        done: t('owner.given', { name: isolated(name) }),
      },
      { onError: (error) => notifyRefusal(refusalText(error)) },
    );
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="transparent"
          color="var(--ink)"
          px={0}
          rightSection={<IconSelector size={14} />}
          loading={give.isPending}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {[...colleagues]
          .sort((a, b) => Number(b.id === actor.id) - Number(a.id === actor.id))
          .map(({ id, name, isComplainedAbout }) => (
            <Menu.Item
              key={id}
              disabled={isComplainedAbout || id === c.ownerId}
              onClick={() => giveTo(id, name)}
              aria-current={id === c.ownerId}
            >
              <bdi>{name}</bdi>
              {id === actor.id ? ` (${t('owner.me')})` : null}
              {isComplainedAbout ? <small> · {t('owner.complainedAbout')}</small> : null}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
