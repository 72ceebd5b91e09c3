import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './shortcuts-dialog.module.css';
import { useAllShortcuts } from './use-shortcuts.tsx';

export function ShortcutsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('desk');
  const all = useAllShortcuts();
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('shortcuts.title')} size="sm">
      <dl className={styles.list}>
        {(isOpen ? all() : []).map(({ keys, label }) => (
          <div key={keys + label} className={styles.row}>
            <dt>{label}</dt>
            <dd dir="ltr">
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
