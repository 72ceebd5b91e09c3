import { csat, csatDifference, isSatisfied, type CsatCounts } from '#surveys/csat.ts';
import type { Difference } from '#surveys/interval.ts';
import { nps, npsBand, npsDifference, type NpsCounts } from '#surveys/nps.ts';
import { share } from '#surveys/interval.ts';
import type { Database } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import { monthsBetween } from './calendar-month.ts';
import { tellableGroups, type GroupTold } from './group-disclosure.ts';
import type { Dimension, FactCounts } from './facts/fact-question.ts';
import { factCountsApart } from './facts/facts.ts';
import { shown, shownChange, type Figure } from './minimum-group.ts';
import type { ScoreCount } from './metric.ts';
import { knownMonths, scoreCounts } from './metrics.ts';
import { disclosureOf } from './disclosures.ts';
import { spanBefore, spanOf, type SpanQuestion } from './question-span.ts';
import { isInRollUps, type Slice } from './slice.ts';

export type GroupFigure = {
  /** A department's code or an account manager's name; empty for customers nobody serves by name. */
  key: string;
  nps: Figure;
  change: Difference | null;
  /** How many of them named the service as a reason. */
  namedService: Figure;
};

export type AskedFigure = { code: string; csat: Figure; change: Difference | null };

/** Whose work hurts or helps: what customers say of a department, and how those it serves score. */
export async function departmentsOf({ db }: Pick<Deps, 'db'>, question: SpanQuestion) {
  const [months, span] = [await knownMonths(db), await spanOf(db, question)];
  if (!span) return { months, from: null, to: null, figures: null };
  const slice: Slice = { ...question, ...span };
  const [byDepartment = noCounts, byManager = noCounts] = await countsOf(db, slice);
  const figures = {
    whole: await wholeOf(db, slice, byDepartment.scores),
    asked: await askedAbout(db, slice, byDepartment.scores),
    departments: await groupFigures(db, slice, { by: 'department', counts: byDepartment }),
    managers: await groupFigures(db, slice, { by: 'manager', counts: byManager }),
  };
  return { months, ...span, figures };
}

type Scores = FactCounts['scores'];

type Counts = Pick<FactCounts, 'scores' | 'categories'>;

const noCounts: Counts = { scores: [], categories: [] };

/** The span and the one before, departments and managers, in one pass: each row's month says in which it counts. */
function countsOf(db: Database, slice: Slice): Promise<Counts[]> {
  const both = { ...slice, from: spanBefore(slice).from };
  return factCountsApart(db, { slice: both, by: ['department', 'manager'], parts: ['scores', 'categories'] });
}

/** NPS of everybody in the slice, for each to be held against. */
async function wholeOf(db: Database, slice: Slice, scores: Scores): Promise<Figure> {
  const { inTotal } = await disclosureOf(db, slice);
  const isHidden = inTotal.length === 0;
  const months = isHidden ? monthsBetween(slice.from, slice.to) : inTotal;
  return shown(nps(npsOf(scores, { isHidden, months })), isHidden);
}

/** Scores of `department:<code>` questions, 1 to 5, against the span before. */
async function askedAbout(db: Database, slice: Slice, scores: Scores): Promise<AskedFigure[]> {
  const earlierSlice = { ...slice, ...spanBefore(slice) };
  // The roll-ups know what was said without a name, too.
  const of = (asked: Slice) => (isInRollUps(asked) ? scoreCounts(db, asked) : scores);
  const [now, before] = [
    await satisfaction(db, slice, await of(slice)),
    await satisfaction(db, earlierSlice, await of(earlierSlice)),
  ];
  return [...now.keys()].toSorted().map((code) => {
    const [counts, earlier] = [now.get(code) ?? nobody, before.get(code) ?? nobody];
    const change = shownChange(csatDifference(earlier, counts), earlier, counts);
    return { code, csat: shown(csat(counts)), change };
  });
}

const nobody: CsatCounts = { satisfied: 0, n: 0 };

async function satisfaction(
  db: Database,
  slice: Slice,
  scores: ScoreCount[],
): Promise<Map<string, CsatCounts>> {
  const { inTotal } = await disclosureOf(db, slice);
  const counts = new Map<string, CsatCounts>();
  for (const { month, measure, value, n } of scores) {
    if (!measure.startsWith('department:') || !inTotal.includes(month)) continue;
    const code = measure.slice('department:'.length);
    const known = counts.get(code) ?? { satisfied: 0, n: 0 };
    counts.set(code, {
      satisfied: known.satisfied + (isSatisfied(Number(value)) ? n : 0),
      n: known.n + n,
    });
  }
  return counts;
}

async function groupFigures(
  db: Database,
  slice: Slice,
  { by, counts }: { by: Dimension; counts: Counts },
): Promise<GroupFigure[]> {
  const before = { ...slice, ...spanBefore(slice) };
  const [told, toldBefore] = [await tellableGroups(db, slice, by), await tellableGroups(db, before, by)];
  const [scoresOf, categoriesOf] = [byGroup(counts.scores), byGroup(counts.categories)];
  return [...told.keys()].toSorted(byKey).map((key) => {
    const group = told.get(key);
    const rows = scoresOf.get(key) ?? [];
    const scores = npsOf(rows, group);
    const scoresBefore = npsOf(rows, toldBefore.get(key));
    const isHidden = group?.isHidden ?? true;
    const isChangeHidden = isHidden || (toldBefore.get(key)?.isHidden ?? true);
    const [now, then] = [nps(scores), nps(scoresBefore)];
    return {
      key,
      nps: shown(now, isHidden),
      change: isChangeHidden ? null : shownChange(npsDifference(scoresBefore, scores), then, now),
      namedService: serviceShare(categoriesOf.get(key) ?? [], group),
    };
  });
}

const byKey = (a: string, b: string): number =>
  Number(a === '') - Number(b === '') || a.localeCompare(b, 'en');

function byGroup<Row extends { group: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.group) ?? [];
    group.push(row);
    groups.set(row.group, group);
  }
  return groups;
}

/** Rows of one group, or of all, in the months that may be told. */
function npsOf(rows: Scores, told: GroupTold | undefined): NpsCounts {
  const counts: NpsCounts = { promoters: 0, passives: 0, detractors: 0 };
  for (const { month, measure, value, n } of rows)
    if (measure === 'nps' && told?.months.includes(month)) counts[`${npsBand(Number(value))}s`] += n;
  return counts;
}

function serviceShare(rows: FactCounts['categories'], group: GroupTold | undefined): Figure {
  const inGroup = rows.filter(({ month }) => group?.months.includes(month));
  const of = (category: string) =>
    inGroup.filter((row) => row.category === category).reduce((all, { n }) => all + n, 0);
  return shown(share(of('service'), of('all')), group?.isHidden ?? true);
}
