import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { api, read } from './api.ts';

const path = api.api.codebook;
export type Detail = InferResponseType<typeof path.$get>['details'][number];
export type Labels = Detail['ownLabels'];
export type NewDetail = InferRequestType<typeof path.details.$post>['json'];

export const codebookKey = ['codebook'];
const queryKey = codebookKey;

/** The company's codebook: every detail by its code. It changes seldom, and every page reads it. */
export const useCodebook = () =>
  useQuery({ queryKey, queryFn: () => read(path.$get()), staleTime: 300_000, select: byCode });

const byCode = ({ details }: InferResponseType<typeof path.$get>): ReadonlyMap<string, Detail> =>
  new Map(details.map((detail) => [detail.code, detail]));

/** The details of a category that may be chosen. */
export const offeredDetails = (codebook: ReadonlyMap<string, Detail>, category: ReasonCategory): Detail[] =>
  [...codebook.values()].filter(
    (detail) => detail.category === category && detail.retiredAt === null && detail.mergedInto === null,
  );

export function useAddDetail() {
  return useChange((json: NewDetail) => read(path.details.$post({ json })));
}

export function useRenameDetail() {
  return useChange(({ code, labels }: { code: string; labels: Labels }) =>
    path.details[':code'].$patch({ param: { code }, json: { labels } }),
  );
}

export function useRetirement() {
  return useChange(({ code, isRetired }: { code: string; isRetired: boolean }) => {
    const { $post, $delete } = path.details[':code'].retirement;
    return (isRetired ? $post : $delete)({ param: { code } });
  });
}

export function useMerger() {
  return useChange(({ code, into }: { code: string; into: string | null }) => {
    const { $post, $delete } = path.details[':code'].merger;
    return into === null ? $delete({ param: { code } }) : $post({ param: { code }, json: { into } });
  });
}

/** Labels and mergers stand everywhere, so whatever names a reason is read anew. */
function useChange<Given, Told>(mutationFn: (given: Given) => Promise<Told>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all(
        [queryKey, ['reasons'], ['overview']].map((key) => queries.invalidateQueries({ queryKey: key })),
      ),
  });
}
