import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

export type DriversAnswer = InferResponseType<typeof api.api.drivers.$get>;
export type DriverFigures = NonNullable<DriversAnswer['figures']>;
export type ReasonDriver = DriverFigures['reasons'][number];
export type DepartmentDriver = DriverFigures['departments'][number];
export type DriversQuestion = InferRequestType<typeof api.api.drivers.$get>['query'];

/** What moves NPS; asked apart from the page around it, which does not wait. */
export function useDrivers(query: DriversQuestion) {
  return useQuery({
    queryKey: ['drivers', query],
    queryFn: () => read(api.api.drivers.$get({ query })),
    placeholderData: keepPreviousData,
  });
}
