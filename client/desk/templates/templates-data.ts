import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const path = api.api['mail-templates'];
export type Template = InferResponseType<typeof path.$get>['templates'][number];
export type Written = InferRequestType<typeof path.$post>['json'];
export type Texts = Written['texts'];

const queryKey = ['mail-templates'];

export const useTemplates = () =>
  useQuery({ queryKey, queryFn: async () => (await read(path.$get())).templates });

/** Null as `id` adds one. */
export const useSaveTemplate = () =>
  useChange(async ({ id, updatedAt, ...json }: Written & { id: string | null; updatedAt: string | null }) => {
    if (id === null) await read(path.$post({ json }));
    else await path[':id'].$put({ param: { id }, json: { ...json, updatedAt } });
  });

export const useArchival = () =>
  useChange(async ({ id, isArchived }: { id: string; isArchived: boolean }) => {
    const { $post, $delete } = path[':id'].archival;
    await (isArchived ? $post : $delete)({ param: { id } });
  });

function useChange<Given>(mutationFn: (given: Given) => Promise<void>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey }) });
}

/** What a template is called; a shipped one in the reader's language while the company gave it no name. */
export function useTemplateName() {
  const { t } = useTranslation('case-templates');
  return ({ id, name }: Pick<Template, 'id' | 'name'>): string => name || t(`${id}.name`);
}
