import { Button, CopyButton, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './secret-once.module.css';

type Props = { title: string; help: string; secret: string; onClose: () => void };

/** A secret that is shown this once: it is copied here or lost, so no click beside it closes it. */
export function SecretOnce({ title, help, secret, onClose }: Props) {
  const { t } = useTranslation('desk');
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <p className={styles.help}>{help}</p>
      <code className={styles.secret} dir="ltr">
        {secret}
      </code>
      <CopyButton value={secret}>
        {({ copied, copy }) => (
          <Button variant="filled" onClick={copy} data-autofocus>
            {copied ? t('secret.copied') : t('secret.copy')}
          </Button>
        )}
      </CopyButton>
    </Modal>
  );
}
