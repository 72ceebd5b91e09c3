import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import type { ExportQuestion } from './views-data.ts';

/** Asks for a file and lets the browser fetch it, straight onto the disk however long it is. */
export function useExport() {
  const { t } = useTranslation('views');
  return useMutation({
    mutationFn: (question: ExportQuestion) => read(api.api.exports.$post({ json: question })),
    onSuccess: ({ href }) => {
      fetchFile(href);
      notifyDone(t('exporting'));
    },
    onError: notifyProblem,
  });
}

function fetchFile(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}
