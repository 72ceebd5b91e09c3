import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

export type CompanySettings = InferResponseType<typeof api.api.company.$get>;
export type BusinessHours = CompanySettings['businessHours'];

const queryKey = ['company'];

export const useCompanySettings = () => useQuery({ queryKey, queryFn: () => read(api.api.company.$get()) });

export function useSaveCompany() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (json: CompanySettings) => read(api.api.company.$put({ json })),
    onSuccess: (settings) => {
      queries.setQueryData(queryKey, settings);
      void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
}

/** Hours a week that somebody is at work. */
export function weeklyHours(businessHours: BusinessHours): number {
  const minutes = Object.values(businessHours)
    .flat()
    .reduce((sum, [from, to]) => sum + minutesOf(to) - minutesOf(from), 0);
  return minutes / 60;
}

/** Whether a day's hours come one after the other. */
export function areInOrder(shifts: [string, string][]): boolean {
  const sorted = shifts.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.every(([from, to], at) => from < to && from >= (sorted[at - 1]?.[1] ?? ''));
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
