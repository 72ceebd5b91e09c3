import type { Role } from '../auth/role.ts';
import { isAccountManager } from '../customers/account-manager.ts';

export interface Colleague {
  id: string;
  name: string;
  email: string;
  role: Role;
  locale: string;
  /** Unresolved cases she owns. */
  openCases: number;
}

export interface Complaint {
  /** The language the customer answered in. */
  locale: string | null;
  /** As the customer's record names the account manager: a name or an e-mail address. */
  accountManager: string | null;
  isAboutService: boolean;
  /** Who already looks after an unresolved case of this customer. */
  ownerOfOpenCase: string | null;
}

/**
 * Who answers: the one already in touch with the customer; else of the agents who speak her language the least loaded,
 * then any agent, then a manager. Never the account manager whose service is complained about, and nobody when only
 * she is left.
 */
export function caseOwner(colleagues: Colleague[], complaint: Complaint): string | null {
  const free = colleagues.filter(
    (colleague) => !(complaint.isAboutService && isAccountManager(colleague, complaint.accountManager)),
  );
  const known = free.find(({ id }) => id === complaint.ownerOfOpenCase);
  if (known) return known.id;
  const agents = free.filter(({ role }) => role === 'agent');
  const able = agents.length > 0 ? agents : free.filter(({ role }) => role === 'manager');
  return [...able].sort((a, b) => byFitness(a, b, complaint.locale))[0]?.id ?? null;
}

function byFitness(a: Colleague, b: Colleague, locale: string | null): number {
  return (
    Number(b.locale === locale) - Number(a.locale === locale) ||
    a.openCases - b.openCases ||
    (a.id < b.id ? -1 : 1)
  );
}
