import { useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

export type SharedView = InferResponseType<(typeof api.api.shared)[':token']['$get']>;
export type Shown<Page extends SharedView['shown']['page']> = Extract<SharedView['shown'], { page: Page }>;

export function useSharedView(token: string) {
  return useQuery({
    queryKey: ['shared', token],
    queryFn: () => read(api.api.shared[':token'].$get({ param: { token } })),
    retry: false,
  });
}
