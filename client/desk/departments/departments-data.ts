import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { useAddress } from '../use-address.ts';

export type DepartmentsAnswer = InferResponseType<typeof api.api.departments.figures.$get>;
type Figures = NonNullable<DepartmentsAnswer['figures']>;
/** Of departments, which are nobody's names. */
export type DepartmentFigures = Omit<Figures, 'managers'>;
export type ManagerFigures = Pick<Figures, 'managers' | 'whole'>;
export type GroupFigure = DepartmentFigures['departments'][number];
export type AskedFigure = DepartmentFigures['asked'][number];

/** Which answers the page is about. It holds departments against each other, so none of them narrows it. */
export function useDepartmentsQuestion() {
  const { get } = useAddress();
  return {
    from: get('from'),
    to: get('to'),
    ...useNarrowing(),
    department: undefined,
    manager: undefined,
  };
}

export function useDepartments() {
  const query = useDepartmentsQuestion();
  return useQuery({
    queryKey: ['departments', 'figures', query],
    queryFn: () => read(api.api.departments.figures.$get({ query })),
    placeholderData: keepPreviousData,
  });
}
