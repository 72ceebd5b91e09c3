import { api, read } from '../api.ts';
import { notifyProblem, notifyWithUndo } from '../components/notify.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isolated } from '../inbox/isolated.ts';
import type { Voice } from './voices-data.ts';
import { useVoicesCache } from './voices-cache.ts';

const path = api.api.voices[':responseId'].tags;

/** Puts tags on voices and takes them off, seen at once. */
export function useTagging(queryKey: readonly unknown[]) {
  const { t } = useTranslation('voices');
  const cache = useVoicesCache(queryKey);
  const queries = useQueryClient();
  const step = async (id: string, tags: (before: string[]) => string[], call: () => Promise<Voice>) => {
    const before = cache.find(id);
    if (!before) return;
    cache.put({ ...before, tags: tags(before.tags) });
    const tagged = await call().catch((error: unknown) => void notifyProblem(error));
    const now = cache.find(id);
    if (now) cache.put({ ...now, tags: tagged?.tags ?? before.tags });
    await queries.invalidateQueries({ queryKey: ['voices', 'choices'] });
  };
  const add = (responseId: string, tag: string) =>
    step(
      responseId,
      (before) => [...before, tag],
      () => read(path.$post({ param: { responseId }, json: { tag } })),
    );
  const remove = (responseId: string, tag: string) => {
    notifyWithUndo(t('tags.removed', { tag: isolated(tag) }), () => void add(responseId, tag));
    return step(
      responseId,
      (before) => before.filter((other) => other !== tag),
      () => read(path.$delete({ param: { responseId }, query: { tag } })),
    );
  };
  return { add, remove };
}
