import type { escalationSteps } from '#db/schema/casework.ts';
import type { Role } from '#server/auth/role.ts';
import {
  addBusinessHours,
  subtractBusinessHours,
  type BusinessCalendar,
} from '#server/company/business-hours.ts';
import type { Case, CaseStatus } from '../case.ts';

export type EscalationStep = typeof escalationSteps.$inferSelect;
export type Clock = EscalationStep['clock'];
export type StepSetting = Pick<EscalationStep, 'clock' | 'minutesAfterDue' | 'to' | 'staffId'>;

export const clocks = ['first-contact', 'resolution'] as const satisfies Clock[];
export const audiences = ['owner', 'managers', 'named'] as const satisfies EscalationStep['to'][];

/** The cases that a clock runs for: nobody has spoken to the customer yet, or it is not over. */
export const runsFor = {
  'first-contact': ['open'],
  resolution: ['open', 'contacted'],
} as const satisfies Record<Clock, CaseStatus[]>;

/** What a company starts with: the owner an hour before, the managers when it is due, the leader a working day later. */
export const shippedSteps: StepSetting[] = clocks.flatMap((clock) => [
  { clock, minutesAfterDue: -60, to: 'owner', staffId: null },
  { clock, minutesAfterDue: 0, to: 'managers', staffId: null },
  { clock, minutesAfterDue: 480, to: 'named', staffId: null },
]);

/** A step is to be taken now for cases that are due at this instant or before; minutes are of business time. */
export function dueBy(
  { minutesAfterDue }: Pick<StepSetting, 'minutesAfterDue'>,
  calendar: BusinessCalendar,
  now: Date,
): Date {
  const hours = Math.abs(minutesAfterDue) / 60;
  return minutesAfterDue < 0
    ? addBusinessHours(calendar, now, hours)
    : subtractBusinessHours(calendar, now, hours);
}

export interface Reachable {
  id: string;
  role: Role;
}

/**
 * Who of those still here hears of it. Without an owner the managers do; without managers, or while no leader is named,
 * the administrators.
 */
export function toldBy(
  { to, staffId }: Pick<StepSetting, 'to' | 'staffId'>,
  { ownerId }: Pick<Case, 'ownerId'>,
  here: Reachable[],
): string[] {
  const only = (id: string | null) => here.filter((one) => one.id === id);
  const of = (role: Role) => here.filter((one) => one.role === role);
  const chains = {
    owner: [only(ownerId), of('manager'), of('admin')],
    managers: [of('manager'), of('admin')],
    named: [only(staffId), of('admin')],
  };
  const [first = []] = chains[to].filter((people) => people.length > 0);
  return first.map(({ id }) => id);
}
