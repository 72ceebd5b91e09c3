import type { ReasonCategory } from '#surveys/reasons.ts';
import type { Tier } from '../slice.ts';

/** What a lifetime is counted under: as copied when she left, else as it is now. */
export interface Traits {
  tier: Tier | null;
  department: string;
  manager: string;
  currency: string;
  monthlyMinor: number;
}

/** From becoming a customer to leaving; the first order after leaving begins the next one (B8). */
export interface Lifetime extends Traits, Beginning {
  /** The customer's number in the table. */
  customer: number;
  /** The first is 1. */
  round: number;
  /** The day of leaving; null while she is here. */
  left: string | null;
  /** The number of the month of leaving; `never` while she is here. */
  monthLeft: number;
  /** The first order after leaving. */
  returned: string | null;
  category: ReasonCategory | null;
  detail: string;
  /** By law there is no contact, whatever would be good (design rule 5). */
  isBarred: boolean;
}

export const ever = 0;
/** A small number, because a hundred thousand large ones are compared four times as slowly. */
export const never = 1_000_000;

/** Months counted from the year 0, of a day or a month. */
export const monthNumber = (day: string): number =>
  Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

export interface Beginning {
  /** The day it began, by her first order, or by her entry in the books where that is earlier; null where nobody knows. */
  began: string | null;
  toldBy: 'order' | 'creation' | null;
  /** The number of the month it began in, as she is counted; `ever` for as long as can be asked. */
  monthBegan: number;
}

export interface KnownCustomer extends Traits {
  customer: number;
  createdOn: string;
  firstOrderOn: string | null;
  status: 'active' | 'left' | 'deceased' | 'barred' | 'anonymised';
}

export interface Leaving extends Traits, Pick<Lifetime, 'customer' | 'category' | 'detail' | 'returned'> {
  left: string;
}

/**
 * The lifetimes of a customer, the first one first. `leavings` are hers by day; one without an order since the one before
 * is the same leaving told again. Who is not here any more though no leaving is told has none: nobody knows when it ended.
 */
export function lifetimesOf(known: KnownCustomer, leavings: Leaving[], firstDay: string): Lifetime[] {
  const lifetimes: Lifetime[] = [];
  let begun: Beginning | null = beginningOf(known, leavings[0]?.left, firstDay);
  for (const leaving of leavings) {
    if (begun === null || (begun.began ?? '') > leaving.left) continue;
    lifetimes.push(lifetime(known, { begun, leaving, round: lifetimes.length + 1 }));
    begun = leaving.returned === null ? null : orderedOn(leaving.returned);
  }
  if (begun !== null && isHere(known, lifetimes.length > 0))
    lifetimes.push(lifetime(known, { begun, leaving: null, round: lifetimes.length + 1 }));
  return lifetimes;
}

type Round = { begun: Beginning; leaving: Leaving | null; round: number };

// All have their fields in one order: a hundred thousand are walked through for a figure, and that is twice as fast.
function lifetime(known: KnownCustomer, { begun, leaving, round }: Round): Lifetime {
  const { tier, department, manager, currency, monthlyMinor } = leaving ?? known;
  return {
    customer: known.customer,
    round,
    began: begun.began,
    toldBy: begun.toldBy,
    monthBegan: begun.monthBegan,
    left: leaving?.left ?? null,
    monthLeft: leaving ? monthNumber(leaving.left) : never,
    returned: leaving?.returned ?? null,
    category: leaving?.category ?? null,
    detail: leaving?.detail ?? '',
    tier,
    department,
    manager,
    currency,
    monthlyMinor,
    isBarred: known.status !== 'active' && known.status !== 'left',
  };
}

/**
 * Who stands in the books since their first day, with no earlier order, and who left before she was entered, was a
 * customer before: she counts as one for as long as can be asked.
 */
function beginningOf(
  { createdOn, firstOrderOn }: KnownCustomer,
  left: string | undefined,
  firstDay: string,
): Beginning {
  const isByOrder = firstOrderOn !== null && firstOrderOn <= createdOn;
  const began = isByOrder ? firstOrderOn : createdOn;
  if (left !== undefined && began > left) return { began: null, toldBy: null, monthBegan: ever };
  if (isByOrder) return orderedOn(began);
  return { began, toldBy: 'creation', monthBegan: createdOn === firstDay ? ever : monthNumber(began) };
}

const orderedOn = (day: string): Beginning => ({ began: day, toldBy: 'order', monthBegan: monthNumber(day) });

function isHere({ status }: KnownCustomer, hasReturned: boolean): boolean {
  return status === 'active' || status === 'barred' || (status === 'left' && hasReturned);
}

/** Whether she was a customer when the month began. */
export const isCustomerAt = ({ monthBegan, monthLeft }: Lifetime, month: number): boolean =>
  monthBegan < month && monthLeft >= month;

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
