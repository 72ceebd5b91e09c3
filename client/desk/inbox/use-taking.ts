import { useTranslation } from 'react-i18next';
import { notifyRefusal } from '../components/notify.tsx';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

/** Makes a case one's own. */
export function useTaking(): (caseId: string, ownerId: string) => void {
  const { t } = useTranslation('inbox');
  const step = useCaseStep();
  const refusalText = useRefusalText();
  return (caseId, ownerId) =>
    step.mutate(
      { path: `/api/cases/${caseId}/assignment`, body: { ownerId }, done: t('keys.taken') },
      { onError: (error) => notifyRefusal(refusalText(error)) },
    );
}
