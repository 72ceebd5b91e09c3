import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { notifyDone } from '../components/notify.tsx';
import { NameDialog } from './name-dialog.tsx';
import { useSaveView } from './views-data.ts';

/** Keeps the page with its filters under a name; `page` where the address says more than the page. */
export function SaveView({ page, onClose }: { page?: string; onClose: () => void }) {
  const { t } = useTranslation('views');
  const { pathname, search } = useLocation();
  const save = useSaveView();
  return (
    <NameDialog
      title={t('save.title')}
      text={t('save.text')}
      action={t('save.do')}
      name=""
      isSending={save.isPending}
      onClose={onClose}
      onName={(name, onError) =>
        save.mutate(
          { name, page: page ?? pathname, query: search.slice(1) },
          {
            onSuccess: () => {
              notifyDone(t('save.done', { name: `\u2068${name}\u2069` }));
              onClose();
            },
            onError,
          },
        )
      }
    />
  );
}
