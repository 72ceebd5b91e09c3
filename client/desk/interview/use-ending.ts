import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { notifyDone } from '../components/notify.tsx';
import { justSaved } from '../components/unsaved-guard.tsx';
import { useOutcome } from './interview-data.ts';

/** Keeps how the call went; one that has ended leads back to the list. */
export function useEnding(id: string) {
  const { t } = useTranslation('calls');
  const navigate = useNavigate();
  const { mutate, isPending } = useOutcome(id, ({ next }) => {
    if (next === 'interview') return;
    notifyDone(t(`kept.${next}`));
    void navigate('/calls', { state: justSaved });
  });
  return { end: mutate, isPending };
}
