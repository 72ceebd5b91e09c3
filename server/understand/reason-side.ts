import { share } from '#surveys/interval.ts';
import { REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import type { FactCounts, Side } from './facts/fact-question.ts';
import { isTooFew, shown, shownCount, type Figure, type ShownCount } from './minimum-group.ts';

/** How many answers named a category in each way: chose it, wrote it, or were found to mean it by a person. */
export type SideFigure = { category: ReasonCategory } & Record<Side, { count: ShownCount; share: Figure }>;

export type Excuses = {
  /** Answers to both a first and an indirect question. */
  asked: ShownCount;
  /** Of them, those where the second names another category than the first (R5). */
  differ: Figure;
  /** Which category stood for which, the commonest first; empty where too few were asked. */
  pairs: { first: ReasonCategory; other: ReasonCategory; count: number }[];
};

const sides: Side[] = ['stated', 'inferred', 'confirmed'];
const sum = (rows: { n: number }[]): number => rows.reduce((all, { n }) => all + n, 0);

export function sideFigures(
  { people, sides: rows }: Pick<FactCounts, 'people' | 'sides'>,
  isWithheld: boolean,
): SideFigure[] {
  const base = sum(people);
  const isHidden = isWithheld || isTooFew(base);
  const figureOf = (category: ReasonCategory, side: Side) => {
    const count = sum(rows.filter((row) => row.category === category && row.side === side));
    return {
      count: isHidden ? shownCount(base, isWithheld) : count,
      share: shown(share(count, base), isWithheld),
    };
  };
  return REASON_CATEGORIES.map((category) => {
    const [stated, inferred, confirmed] = sides.map((side) => figureOf(category, side));
    const none = { count: 0, share: shown(share(0, 0)) };
    return {
      category,
      stated: stated ?? none,
      inferred: inferred ?? none,
      confirmed: confirmed ?? none,
    };
  });
}

export function excuseFigures(rows: FactCounts['excuses'], isWithheld: boolean): Excuses {
  const answers = (what: 'agree' | 'differ') =>
    sum(rows.filter(({ first, other }) => first === '' && other === what));
  const differing = answers('differ');
  const asked = answers('agree') + differing;
  const isHidden = isWithheld || isTooFew(asked);
  return {
    asked: shownCount(asked, isWithheld),
    differ: shown(share(differing, asked), isWithheld),
    pairs: isHidden ? [] : pairsOf(rows),
  };
}

function pairsOf(rows: FactCounts['excuses']): Excuses['pairs'] {
  return REASON_CATEGORIES.flatMap((first) =>
    REASON_CATEGORIES.map((other) => ({
      first,
      other,
      count: sum(rows.filter((row) => row.first === first && row.other === other)),
    })),
  )
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}
