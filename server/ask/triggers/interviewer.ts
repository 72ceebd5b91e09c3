import type { Role } from '../../auth/role.ts';
import { isAccountManager } from '../../customers/account-manager.ts';

/** The gravest first: what a colleague is told to have been to a customer, where she was several things. */
export const waysToServe = ['account-manager', 'case', 'contact', 'grant'] as const;

/** A way in which a colleague has served a customer, and when last; an account manager is one without a day. */
export interface Service {
  staffId: string;
  as: (typeof waysToServe)[number];
  at: Date | null;
}

export interface Interviewer {
  id: string;
  name: string;
  email: string;
  role: Role;
  locale: string;
  /** Interviews she led lately. */
  interviews: number;
}

/** What the choice of an interviewer depends on. */
export interface Interviewee {
  /** The language she is asked in. */
  locale: string;
  accountManager: string | null;
  services: Service[];
  /** Whom a manager has let interview her all the same. */
  allowed: string[];
}

type Person = Pick<Interviewer, 'id' | 'name' | 'email'>;

/** How this person has served the customer, the gravest way; null when she never did (A5). */
export function serviceOf(person: Person, { accountManager, services }: Interviewee): Service | null {
  if (isAccountManager(person, accountManager)) {
    return { staffId: person.id, as: 'account-manager', at: null };
  }
  const own = services.filter(({ staffId }) => staffId === person.id);
  return own.toSorted((one, other) => waysToServe.indexOf(one.as) - waysToServe.indexOf(other.as))[0] ?? null;
}

/** Whoever never served a customer hears the truth from her; whoever did needs a manager's leave. */
export function mayInterview(person: Person, interviewee: Interviewee): boolean {
  return serviceOf(person, interviewee) === null || interviewee.allowed.includes(person.id);
}

/**
 * Who is offered: of those who never served the customer one who speaks her language, an agent before a manager, with
 * the fewest interviews lately. Null when nobody is left and no manager has let anybody.
 */
export function interviewerFor(colleagues: Interviewer[], interviewee: Interviewee): Interviewer | null {
  const strangers = colleagues.filter((colleague) => serviceOf(colleague, interviewee) === null);
  const able = strangers.length > 0 ? strangers : colleagues.filter((one) => mayInterview(one, interviewee));
  return able.toSorted((one, other) => byFitness(one, other, interviewee.locale))[0] ?? null;
}

const rank = { agent: 0, manager: 1, admin: 2 } as const satisfies Record<Role, number>;

function byFitness(one: Interviewer, other: Interviewer, locale: string): number {
  return (
    Number(other.locale === locale) - Number(one.locale === locale) ||
    rank[one.role] - rank[other.role] ||
    one.interviews - other.interviews ||
    (one.id < other.id ? -1 : 1)
  );
}
