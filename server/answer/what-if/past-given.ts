import {
  pointsCurrency,
  type GivenCompensation,
  type WrongedOrder,
} from '#server/listen/compensation-policy.ts';
import type { PastGrant, Settlement } from './past-answer.ts';

/** Compensation of the time that is tried out: what the policy would propose, and what colleagues gave by hand. */
export type TriedGrant = Pick<
  PastGrant,
  'id' | 'customerId' | 'orderId' | 'wrong' | 'amountMinor' | 'currency' | 'pointsWorthMinor' | 'proposedAt'
> & { settled: Settlement | null };

/** All that is given as time goes on, by who got it, for which order, and by what she can be reached at. */
export class PastGiven {
  #ids = new Set<string>();
  #byCustomer = new Map<string, TriedGrant[]>();
  #byOrder = new Map<string, TriedGrant[]>();
  #byContact = new Map<string, TriedGrant[]>();

  /** Says whether it was not known already. */
  add(grant: TriedGrant, contacts: string[]): boolean {
    if (this.#ids.has(grant.id)) return false;
    this.#ids.add(grant.id);
    push(this.#byCustomer, grant.customerId, grant);
    if (grant.orderId !== null) push(this.#byOrder, grant.orderId, grant);
    for (const contact of contacts) push(this.#byContact, contact, grant);
    return true;
  }

  /** What stands by then of what she was given, and of what anybody was given for the order. */
  to({ customerId, orderId, at }: { customerId: string; orderId: string | null; at: Date }) {
    const hers = this.#byCustomer.get(customerId) ?? none;
    const ofOrder = orderId === null ? none : (this.#byOrder.get(orderId) ?? none);
    const others = ofOrder.filter((grant) => grant.customerId !== customerId);
    return [...hers, ...others].flatMap((grant) => standing(grant, at, grant.customerId === customerId));
  }

  /** What had been spent by then of what she was given for an order and stands no more, in the order's currency. */
  spentFor(
    { id, currency }: Pick<WrongedOrder, 'id' | 'currency'>,
    { customerId, at, companyCurrency }: { customerId: string; at: Date; companyCurrency: string },
  ): number {
    const ended = (this.#byOrder.get(id) ?? none).filter(
      (grant) =>
        grant.customerId === customerId &&
        hasEnded(grant, at) &&
        worthOf(grant, companyCurrency).currency === currency,
    );
    return ended.reduce((sum, grant) => {
      const { minor } = worthOf(grant, companyCurrency);
      return sum + Math.min(grant.settled?.spentMinor ?? 0, minor);
    }, 0);
  }

  /** When another customer who can be reached at the same was given something last that still stands. */
  lastToTwin({
    customerId,
    contacts,
    at,
  }: {
    customerId: string;
    contacts: string[];
    at: Date;
  }): Date | null {
    let last: Date | null = null;
    for (const contact of contacts) {
      const found = this.#byContact
        .get(contact)
        ?.findLast((grant) => grant.customerId !== customerId && leftOf(grant, at) !== null);
      if (found && (last === null || found.proposedAt > last)) last = found.proposedAt;
    }
    return last;
  }
}

const none: TriedGrant[] = [];

function push(lists: Map<string, TriedGrant[]>, key: string, grant: TriedGrant): void {
  const list = lists.get(key);
  if (list) list.push(grant);
  else lists.set(key, [grant]);
}

function standing(grant: TriedGrant, at: Date, isHers: boolean): GivenCompensation[] {
  const amountMinor = leftOf(grant, at);
  if (amountMinor === null) return [];
  const { orderId, wrong, currency, pointsWorthMinor, proposedAt } = grant;
  return [{ orderId, wrong, amountMinor, currency, pointsWorthMinor, proposedAt, isHers }];
}

/** How much of it stands by then; null where it was not there yet, or is there no more. */
function leftOf({ proposedAt, settled, amountMinor }: TriedGrant, at: Date): number | null {
  if (proposedAt > at) return null;
  if (settled === null || settled.at > at) return amountMinor;
  return settled.leftMinor === 0 ? null : settled.leftMinor;
}

const hasEnded = ({ settled }: TriedGrant, at: Date): boolean =>
  settled !== null && settled.at <= at && settled.leftMinor === 0;

/** What a grant costs the company. */
export function worthOf(
  grant: Pick<TriedGrant, 'amountMinor' | 'currency' | 'pointsWorthMinor'>,
  companyCurrency: string,
): { minor: number; currency: string } {
  return grant.currency === pointsCurrency
    ? { minor: grant.pointsWorthMinor, currency: companyCurrency }
    : { minor: grant.amountMinor, currency: grant.currency };
}
