import { createContext } from 'react';
import type { Role } from './nav.ts';

export type Session = {
  actor: { id: string; name: string; email: string; role: Role; locale: string };
  company: { name: string; locale: string; timeZone: string; currency: string };
  /** False for somebody who so far comes in by mailed links only. */
  hasPassword: boolean;
};

export const SessionContext = createContext<Session | null>(null);
