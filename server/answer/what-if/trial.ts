import type { PolicyDocument } from '#db/schema/policy-parts.ts';
import type { Compensation } from '#server/listen/compensation-policy.ts';
import { longestRun } from '#server/listen/guard-facts.ts';
import { ruleFor, type PolicyFacts } from '#server/listen/policy.ts';
import { decideCompensation, type CompensationDecision } from '#server/listen/policy-decision.ts';
import type { Standing } from '#server/listen/policy-guards.ts';
import { MonthUse } from './month-use.ts';
import type { PastAnswer, PastGrant, Settlement } from './past-answer.ts';
import { PastGiven, worthOf, type TriedGrant } from './past-given.ts';

export interface TrialSettings {
  document: PolicyDocument;
  /** The company's. */
  currency: string;
  drawOf: (customerId: string) => number;
}

/** What the policy that is tried would have done about one bad answer. */
export interface Tried {
  /** The rule that fits, whatever the guards leave of it. */
  ruleId: string | null;
  decision: CompensationDecision;
  worth: { minor: number; currency: string };
}

/**
 * A policy as if it had been in force: told of bad answers in the order of time, it decides each by what it would have given
 * until then. What colleagues gave by hand stays. A proposal ends when the one really made for that answer ended.
 */
export class Trial {
  #given = new PastGiven();
  #use = new MonthUse();
  #runs = { address: new Map<string, Date[]>(), device: new Map<string, Date[]>() };

  constructor(private readonly settings: TrialSettings) {}

  /** Counts in the runs of a place without being decided: a case that no bad answer opened. */
  notice(one: Pick<PastAnswer, 'fromAddress' | 'fromDevice' | 'at'>): void {
    count(this.#runs.address, one.fromAddress, one.at);
    count(this.#runs.device, one.fromDevice, one.at);
  }

  decide(past: PastAnswer): Tried {
    const { document, drawOf } = this.settings;
    for (const other of past.others) this.#takeOver(other, past);
    const facts = this.#factsOf(past);
    const decision = decideCompensation({
      policy: { id: null, document },
      facts,
      standing: this.#standingOf(past),
      draw: document.holdoutPercent > 0 ? drawOf(past.customerId) : 1,
    });
    this.notice(past);
    const worth = 'give' in decision ? this.#give(decision.give, past) : nothing(this.settings.currency);
    return { ruleId: ruleFor(document, facts)?.rule.id ?? null, decision, worth };
  }

  /** What the company's budget of a month came to at its end. */
  usedIn(month: string): number {
    return this.#use.by(
      new Date(8.64e15),
      useKey({ month, scope: 'company', currency: this.settings.currency }),
    );
  }

  #factsOf({ measure, score, wrong, department, tier, programId, order, ...past }: PastAnswer): PolicyFacts {
    const { tenureMonths, earlierCases, isPromoter } = past;
    const said = { measure, score, wrong, department, tier, programId, order };
    return { ...said, tenureMonths, earlierCases, isPromoter, currency: this.settings.currency };
  }

  #standingOf(past: PastAnswer): Standing {
    const { currency } = this.settings;
    const { customerId, contacts, at: now, month, programId, order } = past;
    const used = (scope: string) => this.#use.by(now, useKey({ month, scope, currency }));
    return {
      given: this.#given.to({ customerId, orderId: order?.id ?? null, at: now }),
      spentOfEndedMinor: order
        ? this.#given.spentFor(order, { customerId, at: now, companyCurrency: currency })
        : 0,
      usedMinor: { company: used('company'), program: used(programId) },
      run: {
        address: this.#runs.address.get(past.fromAddress ?? '') ?? [],
        device: this.#runs.device.get(past.fromDevice ?? '') ?? [],
      },
      twinGivenAt: latest(past.twinGivenAt, this.#given.lastToTwin({ customerId, contacts, at: now })),
      now,
      month,
    };
  }

  #give(give: Compensation, past: PastAnswer) {
    const { amountMinor, currency, orderId, wrong, details } = give;
    const real = past.proposed;
    const isTheSame = real?.amountMinor === amountMinor && real.currency === currency;
    const grant: TriedGrant = {
      id: `of ${past.id}`,
      customerId: past.customerId,
      orderId,
      wrong,
      amountMinor,
      currency,
      pointsWorthMinor: Number(details['worthMinor'] ?? 0),
      proposedAt: past.at,
      settled: real?.settled && (isTheSame || real.settled.leftMinor === 0) ? real.settled : null,
    };
    this.#given.add(grant, past.contacts);
    this.#charge(grant, past.month, past.programId);
    return worthOf(grant, this.settings.currency);
  }

  /** What was given beside the policy that is tried. */
  #takeOver(other: PastGrant, past: PastAnswer): void {
    const isNew = this.#given.add(other, other.customerId === past.customerId ? past.contacts : []);
    const isCharged = other.programId !== null || other.policyId !== null;
    if (isNew && other.isByHand && isCharged) this.#charge(other, other.month, other.programId ?? '');
  }

  #charge(grant: TriedGrant, month: string, programId: string): void {
    const { minor, currency } = worthOf(grant, this.settings.currency);
    const back = grant.settled ? givenBack(minor, grant, grant.settled) : 0;
    for (const scope of ['company', programId]) {
      const key = useKey({ month, scope, currency });
      this.#use.chargeAt(grant.proposedAt, key, minor);
      if (grant.settled && back !== 0) this.#use.chargeAt(grant.settled.at, key, -back);
    }
  }
}

/** What returns to the budget: what had not been spent of it, or was not approved of it. */
const givenBack = (
  worthMinor: number,
  { amountMinor }: TriedGrant,
  { leftMinor, spentMinor }: Settlement,
): number =>
  leftMinor === 0
    ? worthMinor - Math.min(spentMinor, worthMinor)
    : Math.round((worthMinor * (amountMinor - leftMinor)) / (amountMinor || 1));

const useKey = ({ month, scope, currency }: { month: string; scope: string; currency: string }) =>
  `${month} ${currency} ${scope}`;

const nothing = (currency: string) => ({ minor: 0, currency });

function count(runs: Map<string, Date[]>, place: string | null, at: Date): void {
  if (place !== null) runs.set(place, [at, ...(runs.get(place) ?? [])].slice(0, longestRun));
}

const latest = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one > other ? one : other) : (one ?? other);
