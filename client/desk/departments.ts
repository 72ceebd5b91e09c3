import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { useTranslation } from 'react-i18next';
import { nearestLanguage } from '#client/locales/languages.ts';
import { api, read } from './api.ts';

const path = api.api.departments;
export type Department = InferResponseType<typeof path.$get>['departments'][number];
type Labels = Department['ownLabels'];

const queryKey = ['departments'];

/** The teams of the company, and how each is called in the desk's language. */
export const useDepartments = () =>
  useQuery({
    queryKey,
    queryFn: async () => (await read(path.$get())).departments,
    staleTime: 300_000,
  });

export function useDepartmentLabel() {
  const language = nearestLanguage(useTranslation('desk').i18n.language);
  const { data } = useDepartments();
  return (code: string): string => data?.find((one) => one.code === code)?.labels[language] ?? code;
}

export const useAddDepartment = () =>
  useChange((json: { labels: Labels; code?: string }) => read(path.$post({ json })));

export const useRenameDepartment = () =>
  useChange(({ code, labels }: { code: string; labels: Labels }) =>
    path[':code'].$patch({ param: { code }, json: { labels } }),
  );

export const useDeleteDepartment = () =>
  useChange((code: string) => path[':code'].$delete({ param: { code } }));

function useChange<Given, Told>(mutationFn: (given: Given) => Promise<Told>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey }) });
}
