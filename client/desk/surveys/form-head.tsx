import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { duplicated, moved, removed } from './document-edits.ts';
import { listOf } from './document-tree.ts';
import { useEditing } from './editor-context.ts';
import styles from './form.module.css';

/** What the form is about, and the steps that can be taken with it. */
export function FormHead({ title }: { title: string }) {
  const { t } = useTranslation('surveys');
  const { document, at, edit } = useEditing();
  const isPage = at.length === 2;
  const isOnlyPage = isPage && listOf(document['pages']).length < 2;
  const steps = [
    { name: 'up', icon: IconArrowUp, isOff: moved(document, at, -1) === null, keys: 'Alt+ArrowUp', run: up },
    {
      name: 'down',
      icon: IconArrowDown,
      isOff: moved(document, at, 1) === null,
      keys: 'Alt+ArrowDown',
      run: down,
    },
    ...(isPage ? [] : [{ name: 'duplicate', icon: IconCopy, isOff: false, keys: '', run: copy } as const]),
    { name: 'delete', icon: IconTrash, isOff: isOnlyPage, keys: '', run: drop },
  ] as const;
  function up() {
    edit((before) => moved(before, at, -1));
  }
  function down() {
    edit((before) => moved(before, at, 1));
  }
  function copy() {
    edit((before) => duplicated(before, at));
  }
  function drop() {
    edit((before) => removed(before, at));
  }
  return (
    <div className={styles.head}>
      <h2 className={styles.heading}>{title}</h2>
      <div className={styles.steps}>
        {steps.map(({ name, icon: Icon, isOff, keys, run }) => (
          <Tooltip key={name} label={t(`step.${name}`)}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t(`step.${name}`)}
              aria-keyshortcuts={keys || undefined}
              disabled={isOff}
              onClick={run}
            >
              <Icon size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
    </div>
  );
}
