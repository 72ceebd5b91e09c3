import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../use-shortcuts.tsx';
import styles from './case-actions.module.css';
import { ContactDialog } from './contact-dialog.tsx';
import type { CasePage } from './inbox-data.ts';
import { MailDialog } from './mail-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';

const actions = [
  { name: 'contact', key: 'c' },
  { name: 'mail', key: 'e' },
  { name: 'note', key: 'n' },
  { name: 'paste', key: 'p' },
  { name: 'resolve', key: 'r' },
] as const;
type Action = (typeof actions)[number]['name'];

/**
 * The next step stands out: speak first, then resolve. On a phone the bar stays within the thumb's reach. A dialog stays
 * open when a colleague resolves the case meanwhile, so that what was written in it is not lost.
 */
export function CaseActions({ page }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  const [open, setOpen] = useState<Action | null>(null);
  const next: Action = page.case.status === 'open' ? 'contact' : 'resolve';
  const possible = page.case.status === 'resolved' ? [] : actions;
  const close = () => setOpen(null);
  useShortcuts(
    possible.map(({ name, key }) => ({ keys: key, label: t(`do.${name}`), run: () => setOpen(name) })),
  );
  return (
    <fieldset className={styles.bar} hidden={possible.length === 0} aria-label={t('do.label')}>
      {possible.map(({ name, key }) => (
        <Button
          key={name}
          variant={name === next ? 'filled' : 'default'}
          onClick={() => setOpen(name)}
          rightSection={<kbd>{key.toUpperCase()}</kbd>}
        >
          {t(`do.${name}`)}
        </Button>
      ))}
      <ContactDialog page={page} isOpen={open === 'contact'} onClose={close} />
      <MailDialog page={page} isOpen={open === 'mail'} onClose={close} />
      <PasteDialog page={page} isOpen={open === 'paste'} onClose={close} />
      <NoteDialog page={page} isOpen={open === 'note'} onClose={close} />
      <ResolveDialog page={page} isOpen={open === 'resolve'} onClose={close} />
    </fieldset>
  );
}
