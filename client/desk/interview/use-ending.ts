import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { notifyDone } from '../components/notify.tsx';
import { justSaved } from '../components/unsaved-guard.tsx';
import type { CallOutcome } from '../programs/calls-data.ts';
import { useOutcome } from './interview-data.ts';

/** Keeps how the call went; one that has ended leads back to the list. */
export function useEnding(id: string) {
  const { t } = useTranslation('calls');
  const navigate = useNavigate();
  const { mutate, isPending } = useOutcome(id);
  const end = (how: { outcome: CallOutcome; again?: string }) =>
    mutate(how, {
      onSuccess: ({ next }) => {
        if (next === 'interview') return;
        notifyDone(t(`kept.${next}`));
        void navigate('/calls', { state: justSaved });
      },
    });
  return { end, isPending };
}
