import { Button, Menu } from '@mantine/core';
import { IconFilePlus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { withElement, withPage } from './document-edits.ts';
import { listOf } from './document-tree.ts';
import { useEditing } from './editor-context.ts';
import { blankQuestions, readyQuestions } from './new-questions.ts';
import styles from './outline.module.css';
import { titleFieldId } from './question-form.tsx';

const ready = Object.keys(readyQuestions) as (keyof typeof readyQuestions)[];
const blank = Object.keys(blankQuestions) as (keyof typeof blankQuestions)[];

/** Adds a question behind the one in the form, or a page. */
export function AddQuestion() {
  const { t } = useTranslation('surveys');
  const { document, at, edit } = useEditing();
  const add = (make: () => Record<string, unknown>) => {
    edit((before) => withElement(before, make(), at));
    // The menu gives the focus back to its button first.
    setTimeout(() => globalThis.document.getElementById(titleFieldId)?.focus(), 60);
  };
  const page = typeof at[1] === 'number' ? at[1] : listOf(document['pages']).length - 1;
  return (
    <div className={styles.add}>
      <Menu position="top-start" width={240} returnFocus={false}>
        <Menu.Target>
          <Button leftSection={<IconPlus size={16} aria-hidden />}>{t('add.question')}</Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          <Menu.Label>{t('add.ready')}</Menu.Label>
          {ready.map((name) => (
            <Menu.Item key={name} onClick={() => add(readyQuestions[name])}>
              {t(`ready.${name}`)}
            </Menu.Item>
          ))}
          <Menu.Label>{t('add.blank')}</Menu.Label>
          {blank.map((name) => (
            <Menu.Item key={name} onClick={() => add(blankQuestions[name])}>
              {t(`type.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="subtle"
        leftSection={<IconFilePlus size={16} aria-hidden />}
        onClick={() => edit((before) => withPage(before, page))}
      >
        {t('add.page')}
      </Button>
    </div>
  );
}
