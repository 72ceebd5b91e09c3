import { Combobox, Modal, useCombobox } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import styles from './command-palette.module.css';
import { useFindings } from './use-findings.ts';

type Props = { isOpen: boolean; onClose: () => void };

/** Ctrl-K: any place of the desk or any customer, by typing a part of the name. */
export function CommandPalette({ isOpen, onClose }: Props) {
  const { t } = useTranslation('desk');
  return (
    <Modal.Root opened={isOpen} onClose={onClose} yOffset="14dvh" size={520} padding={0}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('search.label')}>
        <Search onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('desk');
  const go = useNavigate();
  const [words, setWords] = useState('');
  const findings = useFindings(words);
  const list = useCombobox({ opened: true });
  const { selectFirstOption } = list;
  useEffect(() => void selectFirstOption());
  const open = (to: string) => {
    onClose();
    void go(to);
  };
  return (
    <Combobox store={list} onOptionSubmit={open}>
      <Combobox.EventsTarget>
        <input
          className={styles.field}
          data-autofocus
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={t('search.placeholder')}
          aria-label={t('search.label')}
          autoComplete="off"
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={styles.list} aria-label={t('search.label')}>
        {findings.map((finding) => (
          <Combobox.Option key={finding.to} value={finding.to} className={styles.finding}>
            <bdi>{finding.name}</bdi>
            <span>{finding.kind}</span>
          </Combobox.Option>
        ))}
      </Combobox.Options>
      {findings.length === 0 ? <p className={styles.nothing}>{t('search.nothing')}</p> : null}
    </Combobox>
  );
}
