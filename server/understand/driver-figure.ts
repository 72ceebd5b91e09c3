import type { Difference } from '#surveys/interval.ts';
import { npsPull } from '#surveys/driver.ts';
import type { NpsCounts } from '#surveys/nps.ts';
import { isReasonCategory, type ReasonCategory } from '#surveys/reasons.ts';
import type { FactCounts } from './facts/fact-question.ts';
import { minimumAnswers } from './minimum-group.ts';
import { moneyByCurrency, type Money } from './reason-share.ts';

/** What goes with a lower or a higher NPS, and how much of it there is. */
export type Driver = {
  category: ReasonCategory;
  detail: string | null;
  /** How far those who named it pull NPS, in points. */
  pull: Difference;
  n: number;
  /** Detractors among them, and what they bring a month: what putting it right could keep. */
  unhappy: number;
  atRisk: Money[];
};

type Band = FactCounts['bands'][number];

/** Reasons by how far they pull NPS, the heaviest first; only where enough named one and enough did not. */
export function reasonDrivers(rows: Band[]): Driver[] {
  const all = countsOf(rows.filter(({ category }) => category === 'all'));
  const codes = new Map<string, Band[]>();
  for (const row of rows) {
    const code = `${row.category}/${row.detail}`;
    codes.set(code, [...(codes.get(code) ?? []), row]);
  }
  return [...codes.values()]
    .flatMap((named) => driverOf(named, all) ?? [])
    .toSorted((a, b) => a.pull.value - b.pull.value);
}

export function countsOf(rows: Pick<Band, 'band' | 'n'>[]): NpsCounts {
  const counts: NpsCounts = { promoters: 0, passives: 0, detractors: 0 };
  for (const { band, n } of rows) counts[`${band}s`] += n;
  return counts;
}

export function without(all: NpsCounts, group: NpsCounts): NpsCounts {
  return {
    promoters: all.promoters - group.promoters,
    passives: all.passives - group.passives,
    detractors: all.detractors - group.detractors,
  };
}

function driverOf(named: Band[], all: NpsCounts): Driver | null {
  const [first] = named;
  if (!first || !isReasonCategory(first.category)) return null;
  const group = countsOf(named);
  const others = without(all, group);
  const pull = isEnough(group) && isEnough(others) ? npsPull(group, others) : null;
  if (!pull) return null;
  return {
    category: first.category,
    detail: first.detail || null,
    pull,
    n: sizeOf(group),
    unhappy: group.detractors,
    atRisk: group.detractors < minimumAnswers ? [] : moneyByCurrency(named.filter(isUnhappy)),
  };
}

const sizeOf = ({ promoters, passives, detractors }: NpsCounts): number => promoters + passives + detractors;
const isEnough = (counts: NpsCounts): boolean => sizeOf(counts) >= minimumAnswers;
const isUnhappy = ({ band }: Band): boolean => band === 'detractor';
