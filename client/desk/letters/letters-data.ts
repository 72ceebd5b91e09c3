import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { useState } from 'react';
import { api, ApiProblem, read } from '../api.ts';

const letterOf = api.api.programs[':id'].letter;
export type Defaults = InferResponseType<typeof letterOf.$get>;
export type Draft = InferRequestType<typeof letterOf.preview.$post>['json'];
/** What of a program its letters are made of. */
export type LetterValue = {
  letter: Draft['letter'];
  reminders: { afterDays: number; texts: Draft['letter']['texts'] }[];
};
export type Words = { subject?: string; ask?: string; time?: string; button?: string };

const typingMs = 300;

export const useLetterDefaults = (id: string) =>
  useQuery({
    queryKey: ['programs', id, 'letter'],
    queryFn: () => read(letterOf.$get({ param: { id } })),
  });

/** The letter as it would arrive, soon after the last key; and what of it cannot be used, by its place. */
export function useLetterPreview(id: string, draft: Draft) {
  const [json] = useDebouncedValue(draft, typingMs);
  const preview = useQuery({
    queryKey: ['programs', id, 'letter', 'preview', JSON.stringify(json)],
    queryFn: () => read(letterOf.preview.$post({ param: { id }, json })),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  const problems = preview.error instanceof ApiProblem ? preview.error.fields : {};
  return { ...preview, data: useLastGood(preview.data), problems };
}

/** What was last shown stays while something in it cannot be used. */
function useLastGood<T>(data: T | undefined): T | undefined {
  const [kept, keep] = useState(data);
  if (data !== undefined && data !== kept) keep(data);
  return data ?? kept;
}

export const useTryLetter = (id: string) =>
  useMutation({
    mutationFn: async (json: Draft) => {
      await letterOf.test.$post({ param: { id }, json });
    },
  });

const logoKey = ['company', 'logo'];

export const useLogo = () =>
  useQuery({ queryKey: logoKey, queryFn: async () => (await read(api.api.company.logo.$get())).logo });

/** Keeps a picture as the logo, or with none takes the logo away. */
export function useKeepLogo() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (picture: Blob | null) => (picture ? sendPicture(picture) : removeLogo()),
    onSettled: () => queries.invalidateQueries({ queryKey: logoKey }),
  });
}

async function removeLogo(): Promise<void> {
  await api.api.company.logo.$delete();
}

// The typed client sends forms and JSON only; a picture goes as it is.
async function sendPicture(body: Blob): Promise<void> {
  const response = await fetch('/api/company/logo', {
    method: 'PUT',
    credentials: 'same-origin',
    body,
  }).catch(() => {
    throw new ApiProblem(0, {});
  });
  if (!response.ok) throw new ApiProblem(response.status, await response.json().catch(() => ({})));
}
