import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { codebookKey } from '../codebook.ts';
import { choicesKey, type Choices } from '../narrowing/use-narrowing.ts';

type Answer = InferResponseType<(typeof api.api.shared)[':token']['$get']>;
export type SharedView = Omit<Answer, 'codebook' | 'departments'>;
export type Shown<Page extends SharedView['shown']['page']> = Extract<SharedView['shown'], { page: Page }>;

/** The view, and with it the names of its reasons and departments, which a stranger cannot ask for. */
export function useSharedView(token: string) {
  const known = useQueryClient();
  return useQuery({
    queryKey: ['shared', token],
    queryFn: async () => {
      const { codebook, departments, ...view } = await read(
        api.api.shared[':token'].$get({ param: { token } }),
      );
      known.setQueryData(codebookKey, codebook);
      known.setQueryData<Choices>(choicesKey, { programs: [], managers: [], departments });
      return view;
    },
    retry: false,
  });
}
