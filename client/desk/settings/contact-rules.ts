import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const path = api.api['contact-rules'];
export type ContactRules = InferResponseType<typeof path.$get>;
export type ContactCap = ContactRules['contactCaps'][number];

const queryKey = ['contact-rules'];

export const useContactRules = () => useQuery({ queryKey, queryFn: () => read(path.$get()) });

export function useSaveContactRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (json: ContactRules) => read(path.$put({ json })),
    onSuccess: (rules) => {
      queries.setQueryData(queryKey, rules);
      // The company's settings and every preview of a wave hold them too.
      void queries.invalidateQueries({ queryKey: ['company'] });
      void queries.invalidateQueries({ queryKey: ['programs'] });
    },
  });
}
