import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem, sendJson } from '../api.ts';
import { notifyDone } from '../components/notify.tsx';
import { isolated } from './isolated.ts';
import { useProblemText } from '../components/use-problem-text.ts';

type Step = { path: string; body: unknown; done: string };

/** A step in a case. Whatever comes of it, the case is asked for again, so that the page shows how it stands. */
export function useCaseStep(onDone?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: Step) => sendJson<void>('POST', path, body),
    onSuccess: (_, { done }) => {
      notifyDone(done);
      onDone?.();
    },
    onSettled: () =>
      Promise.all(
        ['case', 'inbox', 'inbox-count'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
}

/** Why a step was refused, in the reader's language, with the colleague who was first. */
export function useRefusalText() {
  const { t, i18n } = useTranslation('inbox');
  const problemText = useProblemText();
  return (error: unknown): string => {
    const { refusal, by } = error instanceof ApiProblem ? error.fields : {};
    if (!refusal || !i18n.exists(`inbox:refusal.${refusal}`)) return problemText(error);
    return [t(`refusal.${refusal}`), ...(by ? [t('refusal.by', { name: isolated(by) })] : [])].join(' ');
  };
}
