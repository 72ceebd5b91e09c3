import type { AssignmentTest } from '#db/schema/casework.ts';
import type { Role } from '../auth/role.ts';
import { isAccountManager } from '../customers/account-manager.ts';

export interface Colleague {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** The language she reads the desk in; she answers customers in it too. */
  locale: string;
  /** The other languages she answers customers in. */
  languages: string[];
  department: string | null;
  awayUntil: Date | null;
  /** What the unresolved cases she owns weigh together, each as much as its severity. */
  load: number;
}

export interface AssignmentRule {
  id: string;
  test: AssignmentTest;
  staffIds: string[];
}

export interface Complaint {
  /** The language the customer answered in. */
  locale: string | null;
  /** As the customer's record names the account manager: a name or an e-mail address. */
  accountManager: string | null;
  isAboutService: boolean;
  /** The wrong is how somebody of us behaved: a new person answers (C1, B7). */
  isAboutPerson: boolean;
  category: string | null;
  department: string | null;
  tier: 'gold' | 'silver' | 'copper' | null;
  severity: number;
  /** Who already looks after an unresolved case of this customer. */
  ownerOfOpenCase: string | null;
  /** Whoever has owned a case of this customer. */
  earlierOwners: string[];
  at: Date;
}

/** Why it is she: the rule, and what tipped the scales among those it left. */
export const assignmentReasons = [
  'in-touch',
  'rule',
  'language',
  'department',
  'least-load',
  'only',
] as const;
export type AssignmentReason = (typeof assignmentReasons)[number];

export interface Assignment {
  ownerId: string | null;
  ruleId: string | null;
  because: AssignmentReason[];
}

const nobody: Assignment = { ownerId: null, ruleId: null, because: [] };

/** What is said of a person rather than of the company: whoever is meant does not answer it. */
const personalDetails = ['staff-attitude', 'staff-knowledge', 'unresolved-complaint', 'broken-promise'];

export function isPersonal(reasons: { category: string; detail: string | null }[]): boolean {
  return reasons.some(
    ({ category, detail }) => category === 'service' && detail !== null && personalDetails.includes(detail),
  );
}

/**
 * Who answers: the one already in touch with the customer; else whom the first rule that fits names; else an agent, else
 * a manager. Of several, who speaks the customer's language, then who is of her department, then who carries least. Never
 * who is away, never the account manager whose service is complained about, and where the wrong is a person's, nobody who
 * has had to do with this customer.
 */
export function assignedTo(
  colleagues: Colleague[],
  complaint: Complaint,
  rules: AssignmentRule[] = [],
): Assignment {
  const free = colleagues.filter((colleague) => mayAnswer(colleague, complaint));
  const known = free.find(({ id }) => id === complaint.ownerOfOpenCase);
  if (known) return { ownerId: known.id, ruleId: null, because: ['in-touch'] };
  for (const rule of rules) {
    const named = free.filter(({ id }) => rule.staffIds.includes(id));
    if (!fits(rule.test, complaint) || named.length === 0) continue;
    const { ownerId, because } = fittest(named, complaint);
    return { ownerId, ruleId: rule.id, because: ['rule', ...because] };
  }
  const agents = free.filter(({ role }) => role === 'agent');
  return fittest(agents.length > 0 ? agents : free.filter(({ role }) => role === 'manager'), complaint);
}

export function isAway({ awayUntil }: Pick<Colleague, 'awayUntil'>, at: Date): boolean {
  return awayUntil !== null && awayUntil > at;
}

function mayAnswer(colleague: Colleague, complaint: Complaint): boolean {
  if (isAway(colleague, complaint.at)) return false;
  if (complaint.isAboutService && isAccountManager(colleague, complaint.accountManager)) return false;
  return !(complaint.isAboutPerson && complaint.earlierOwners.includes(colleague.id));
}

/** All that the rule says must hold; what it does not say may be anything. */
function fits(test: AssignmentTest, complaint: Complaint): boolean {
  const names = (list: string[] | undefined, value: string | null) =>
    list === undefined || list.length === 0 || (value !== null && list.includes(value));
  return (
    names(test.categories, complaint.category) &&
    names(test.departments, complaint.department) &&
    names(test.tiers, complaint.tier) &&
    names(test.locales, complaint.locale) &&
    complaint.severity >= (test.leastSeverity ?? 1)
  );
}

type Sign = { reason: AssignmentReason; keep: (able: Colleague[], complaint: Complaint) => Colleague[] };

const signs: Sign[] = [
  {
    reason: 'language',
    keep: (able, { locale }) =>
      able.filter((one) => locale !== null && (one.locale === locale || one.languages.includes(locale))),
  },
  {
    reason: 'department',
    keep: (able, { department }) =>
      able.filter((one) => department !== null && one.department === department),
  },
  { reason: 'least-load', keep: leastLoaded },
];

/** Each sign in turn leaves those who have it, unless nobody has; it is a reason where it left fewer. */
function fittest(able: Colleague[], complaint: Complaint): Assignment {
  if (able.length === 0) return nobody;
  if (able.length === 1) return { ownerId: able[0]?.id ?? null, ruleId: null, because: ['only'] };
  const because: AssignmentReason[] = [];
  let left = able;
  for (const { reason, keep } of signs) {
    const kept = keep(left, complaint);
    if (kept.length === 0 || kept.length === left.length) continue;
    because.push(reason);
    left = kept;
  }
  const first = left.reduce((one, other) => (other.id < one.id ? other : one));
  return { ownerId: first.id, ruleId: null, because };
}

function leastLoaded(able: Colleague[]): Colleague[] {
  const least = Math.min(...able.map(({ load }) => load));
  return able.filter(({ load }) => load === least);
}
