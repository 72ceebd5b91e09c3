import { useTranslation } from 'react-i18next';
import type { CasePage } from './inbox-data.ts';
import { isolated } from './isolated.ts';
import { WordsDialog } from './words-dialog.tsx';

type Props = { page: CasePage; isOpen: boolean; onClose: () => void };

/** What the customer wrote back another way than to the address we read. */
export function PasteDialog({ page, isOpen, onClose }: Props) {
  const { t } = useTranslation('case');
  return (
    <WordsDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('reply.pasteTitle', { name: isolated(page.customer.name) })}
      label={t('reply.label')}
      hint={t('reply.hint')}
      save={t('reply.save')}
      step={(body) => ({ path: `/api/cases/${page.case.id}/replies`, body: { body }, done: t('reply.done') })}
      refused={(status) => (status === 409 ? t('reply.already') : null)}
    />
  );
}

/** A resolved case is opened again, with the reason why. */
export function ReopenDialog({ page, isOpen, onClose }: Props) {
  const { t } = useTranslation('case');
  return (
    <WordsDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('reopen.title', { name: isolated(page.customer.name) })}
      label={t('reopen.reason')}
      hint={t('reopen.hint')}
      save={t('reopen.do')}
      step={(reason) => ({
        path: `/api/cases/${page.case.id}/reopening`,
        body: { reason },
        done: t('reopen.done'),
      })}
    />
  );
}
