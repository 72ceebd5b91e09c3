import { createContext } from 'react';
import type { Role } from './nav.ts';

export type Session = {
  actor: { id: string; name: string; email: string; role: Role; locale: string };
  company: { name: string; locale: string; timeZone: string; currency: string };
};

export const SessionContext = createContext<Session | null>(null);
