import { share } from '#surveys/interval.ts';
import { isTooFew, shown, shownCount, type Figure, type ShownCount } from './minimum-group.ts';

/** A case whose first contact was due in the period. */
export type CaseTimes = {
  status: 'open' | 'contacted' | 'resolved';
  outcome: string | null;
  openedAt: Date;
  firstContactDueAt: Date;
  contactedAt: Date | null;
  resolvedAt: Date | null;
};

export type CaseFigures = {
  /** Business hours from opening to first contact, the middle one of `n` cases that were contacted. */
  firstContact: { medianMs: number | null; n: ShownCount };
  /** Contacted by the time it was due, of all that were due by now. */
  inTime: Figure;
  /** Put right, of those resolved. */
  putRight: Figure;
};

type Clock = (from: Date, to: Date) => number;

export function caseFigures(cases: CaseTimes[], now: Date, businessTime: Clock): CaseFigures {
  const waits = cases.flatMap((one) => {
    const contactedAt = firstContactOf(one);
    return contactedAt ? [businessTime(one.openedAt, contactedAt)] : [];
  });
  const due = cases.filter((one) => firstContactOf(one) !== null || one.firstContactDueAt <= now);
  const kept = due.filter((one) => (firstContactOf(one) ?? now) <= one.firstContactDueAt);
  const resolved = cases.filter(({ status }) => status === 'resolved');
  const putRight = resolved.filter(({ outcome }) => outcome === 'put-right');
  return {
    firstContact: { medianMs: isTooFew(waits.length) ? null : median(waits), n: shownCount(waits.length) },
    inTime: shown(share(kept.length, due.length)),
    putRight: shown(share(putRight.length, resolved.length)),
  };
}

/** A case resolved without a word on contact was contacted when it was resolved. */
const firstContactOf = ({ contactedAt, resolvedAt }: CaseTimes): Date | null => contactedAt ?? resolvedAt;

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return below === undefined || above === undefined ? null : (below + above) / 2;
}
