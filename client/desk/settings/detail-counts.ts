import { useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { reasonText, type ReasonCategory } from '#surveys/reasons.ts';
import { api, read } from '../api.ts';

type Told = InferResponseType<typeof api.api.codebook.counts.$get>;
export type DetailCount = Told['counts'][number];

/** How often each detail was named in twelve months, by `category/detail`. */
export const useDetailCounts = () =>
  useQuery({
    queryKey: ['codebook', 'counts'],
    queryFn: () => read(api.api.codebook.counts.$get()),
    select: byCode,
  });

const byCode = ({ counts }: Told): ReadonlyMap<string, DetailCount> =>
  new Map(counts.map((one) => [`${one.category}/${one.detail}`, one]));

export const countKey = (category: ReasonCategory, detail: string): string =>
  reasonText({ category, detail });
