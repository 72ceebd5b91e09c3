import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './audience.module.css';
import type { Editing } from './audience-builder.tsx';
import { isGroup, joins, type Group } from './audience-form.ts';
import { AudienceTest } from './audience-test.tsx';

type Props = { group: Group; editing: Editing; isOutermost?: boolean };

/** Tests that hold all together, any of them, or none; the outermost group may hold groups. */
export function AudienceGroup({ group, editing, isOutermost = false }: Props) {
  const { t } = useTranslation('programs');
  const chooseJoin = (value: string) => {
    const join = joins.find((each) => each === value) ?? 'all';
    editing.change(group.key, (part) => ({ ...part, join }) as Group);
  };
  return (
    <fieldset
      className={styles.group}
      data-part={group.key}
      data-outermost={isOutermost || undefined}
      aria-label={t(`join.${group.join}`)}
    >
      <div className={styles.groupHead}>
        <NativeSelect
          aria-label={t('join.label')}
          className={styles.join}
          value={group.join}
          data={joins.map((value) => ({ value, label: t(`join.${value}`) }))}
          onChange={({ currentTarget }) => chooseJoin(currentTarget.value)}
        />
        {isOutermost ? null : (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('builder.removeGroup')}
            onClick={() => editing.remove(group.key)}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </div>
      {group.parts.length === 0 ? <p className={styles.nothing}>{t('builder.nothing')}</p> : null}
      {group.parts.map((part) =>
        isGroup(part) ? (
          <AudienceGroup key={part.key} group={part} editing={editing} />
        ) : (
          <AudienceTest key={part.key} test={part} editing={editing} />
        ),
      )}
      <div className={styles.add}>
        <Button
          size="compact-sm"
          variant="subtle"
          data-add
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => editing.addTest(group.key)}
        >
          {t('builder.addTest')}
        </Button>
        {isOutermost ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={editing.addGroup}
          >
            {t('builder.addGroup')}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
