import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api.ts';
import type { Condition } from '../programs/audience-form.ts';

type Facts = Record<string, string | number>;

/** One invitation of a customer, or one time she was not asked. */
export interface Ask {
  id: string;
  programId: string;
  programName: string;
  waveId: string;
  at: string;
  status: string;
  skipReason: string | null;
  skipFacts: Facts | null;
}

/** Whether a live program would ask her now; `failing` are the tests that keep her out of its audience. */
export interface AskedNow {
  programId: string;
  programName: string;
  verdict: true | { code: string; facts: Facts };
  failing?: (Extract<Condition, { field: string }> & { isNot: boolean })[];
}

export interface Contact {
  id: number;
  channel: 'email' | 'call';
  kind: string;
  at: string;
  messageId: string | null;
  caseId: string | null;
}

const path = (customerId: string) => `/api/customers/${encodeURIComponent(customerId)}`;

export const useAsks = (customerId: string) =>
  useQuery({
    queryKey: ['customers', customerId, 'asks'],
    queryFn: () => getJson<{ asks: Ask[]; now?: AskedNow[] }>(`${path(customerId)}/asks`),
  });

export const useContacts = (customerId: string) =>
  useQuery({
    queryKey: ['customers', customerId, 'contacts'],
    queryFn: () => getJson<{ contacts: Contact[] }>(`${path(customerId)}/contacts`),
  });
