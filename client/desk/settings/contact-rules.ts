import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../api.ts';

const path = '/api/contact-rules';
export interface ContactCap {
  channel: 'email' | 'call';
  count: number;
  days: number;
}
export interface ContactRules {
  quietPeriodDays: number;
  contactCaps: ContactCap[];
  quietFrom: string;
  quietUntil: string;
}

const queryKey = ['contact-rules'];

export const useContactRules = () => useQuery({ queryKey, queryFn: () => getJson<ContactRules>(path) });

export function useSaveContactRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rules: ContactRules) => sendJson<ContactRules>('PUT', path, rules),
    onSuccess: (rules) => {
      queries.setQueryData(queryKey, rules);
      // The company's settings and every preview of a wave hold them too.
      void queries.invalidateQueries({ queryKey: ['company'] });
      void queries.invalidateQueries({ queryKey: ['programs'] });
    },
  });
}
