import type { Difference, Interval } from '#surveys/interval.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { monthPlus, type Month } from './calendar-month.ts';
import type { Trend } from './metric.ts';
import type { CategoryFigure, Money, Reasons } from './reason-share.ts';

/** What the sentence is made from: the month, what it scored, who left and what was named. */
export type HeadlineFigures = {
  month: Month;
  /** What it is held against; the month before where nothing is said. */
  before?: Month;
  nps: Trend;
  left: Reasons;
  named: Reasons;
};

/** One clause of the sentence; the desk says it in the reader's language. */
export type HeadlinePart =
  | { kind: 'lost'; count: number; month: Month; money: Money[] }
  | { kind: 'left-over'; count: number; category: ReasonCategory; detail: string | null }
  | { kind: 'share-moved'; from: number; to: number; direction: Direction; isReal: boolean }
  | { kind: 'nps'; value: number; month: Month }
  | { kind: 'nps-moved'; by: number; direction: Direction; since: Month; isReal: boolean }
  | { kind: 'named'; category: ReasonCategory; detail: string | null; share: number }
  | { kind: 'too-few'; month: Month }
  | { kind: 'withheld'; month: Month }
  | { kind: 'quiet'; month: Month }
  | { kind: 'note'; n: number; interval: Interval; unit: 'share' | 'points' };
export type Direction = 'rose' | 'fell';

/** Says what matters most: who left and why, else the score and what was named. */
export function headline(figures: HeadlineFigures): HeadlinePart[] {
  const lost = Number(figures.left.total);
  return lost > 0 ? lossParts(figures, lost) : scoreParts(figures);
}

function lossParts({ month, left }: HeadlineFigures, lost: number): HeadlinePart[] {
  const parts: HeadlinePart[] = [{ kind: 'lost', count: lost, month, money: left.money ?? [] }];
  const top = leader(left);
  const count = Number(top?.count ?? 0);
  if (!top || count === 0) return parts;
  parts.push({ kind: 'left-over', count, category: top.category, detail: leadingDetail(top) });
  const to = top.share.value;
  if (top.change && to !== null) parts.push(moved(top.change, to));
  if (top.share.interval) parts.push({ kind: 'note', n: lost, interval: top.share.interval, unit: 'share' });
  return parts;
}

function scoreParts({ month, before, nps, named }: HeadlineFigures): HeadlinePart[] {
  const { value, interval, n, hidden } = nps.last;
  if (hidden === 'withheld' || named.total === 'withheld') return [{ kind: 'withheld', month }];
  if (hidden || named.total === '<5') return [{ kind: 'too-few', month }];
  if (value === null && named.total === 0) return [{ kind: 'quiet', month }];
  const parts: HeadlinePart[] = value === null ? [] : [{ kind: 'nps', value, month }];
  if (nps.change) {
    const { value: by, isReal } = nps.change;
    parts.push({
      kind: 'nps-moved',
      by: Math.abs(by),
      direction: directionOf(by),
      since: before ?? monthPlus(month, -1),
      isReal,
    });
  }
  const top = leader(named);
  if (top?.share.value) {
    parts.push({ kind: 'named', category: top.category, detail: leadingDetail(top), share: top.share.value });
  }
  if (interval && typeof n === 'number') parts.push({ kind: 'note', n, interval, unit: 'points' });
  return parts;
}

/** "Other" says nothing, so it leads only when nothing else was named. */
function leader({ categories }: Reasons): CategoryFigure | undefined {
  const counted = categories.filter(({ count }) => typeof count === 'number' && count > 0);
  return counted.find(({ category }) => category !== 'other') ?? counted[0];
}

/** A detail that only one person named is an anecdote, not what was said "most often". */
function leadingDetail({ details }: CategoryFigure): string | null {
  const [first, second] = details;
  if (!first || typeof first.count !== 'number' || first.count < 2) return null;
  return second?.count === first.count ? null : first.detail;
}

function moved(change: Difference, to: number): HeadlinePart {
  const { value, isReal } = change;
  return { kind: 'share-moved', from: to - value, to, direction: directionOf(value), isReal };
}

const directionOf = (change: number): Direction => (change < 0 ? 'fell' : 'rose');
