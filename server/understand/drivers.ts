import { npsPull } from '#surveys/driver.ts';
import { isSatisfied } from '#surveys/csat.ts';
import { nps, npsBand, type NpsCounts } from '#surveys/nps.ts';
import type { Deps } from '#server/deps.ts';
import type { Month } from './calendar-month.ts';
import { disclosureOf } from './disclosures.ts';
import { countsOf, reasonDrivers, without } from './driver-figure.ts';
import type { FactCounts } from './facts/fact-question.ts';
import { factCounts } from './facts/facts.ts';
import { theMergers } from './mergers.ts';
import { minimumAnswers, shown } from './minimum-group.ts';
import { spanOf, type SpanQuestion } from './question-span.ts';
import { moneyByCurrency, type Money } from './reason-share.ts';
import { shownReasonCounts } from './reason-shares.ts';
import type { Slice } from './slice.ts';

/** What moves NPS: reasons and departments with their sizes, and what putting one right would be worth. */
export async function driversOf({ db }: Pick<Deps, 'db'>, question: SpanQuestion) {
  const span = await spanOf(db, question);
  if (!span) return { from: null, to: null, figures: null };
  const slice: Slice = { ...question, ...span };
  const { inTotal } = await disclosureOf(db, slice);
  const told = <T extends { month: Month }>(rows: T[]) => rows.filter(({ month }) => inTotal.includes(month));
  const merged = await theMergers(db);
  const counts = await factCounts(db, { slice, merged, parts: ['bands', 'measured'] });
  const bands = told(counts.bands);
  const all = countsOf(bands.filter(({ category }) => category === 'all'));
  const lost = await shownReasonCounts(db, 'departures', slice);
  const reasons = reasonDrivers(bands).map((driver) => ({ ...driver, lost: lostOver(lost, driver) }));
  const figures = {
    nps: shown(nps(all)),
    /** The months with answers: money at risk adds up over them, because a customer may answer in each. */
    months: new Set(bands.map(({ month }) => month)).size,
    reasons,
    departments: departmentDrivers(told(counts.measured)),
  };
  return { ...span, figures };
}

type Lost = { customers: number; money: Money[] };

function lostOver(
  rows: Awaited<ReturnType<typeof shownReasonCounts>>,
  { category, detail }: { category: string; detail: string | null },
): Lost {
  const over = rows.filter((row) => row.category === category && row.detail === (detail ?? ''));
  return { customers: over.reduce((all, { n }) => all + n, 0), money: moneyByCurrency(over) };
}

/** Departments asked about: how far those who are dissatisfied with one (1 to 3 of 5) pull NPS. */
function departmentDrivers(rows: FactCounts['measured']) {
  const codes = new Set(rows.flatMap(({ measures }) => measures.flatMap(departmentIn)));
  return [...codes]
    .flatMap((code) => {
      const asked = rows.filter(({ measures }) => measures.some((one) => departmentIn(one).includes(code)));
      const all = bandsOf(asked);
      const group = bandsOf(asked.filter(({ measures }) => !isContent(measures, code)));
      const [n, others] = [sizeOf(group), sizeOf(without(all, group))];
      const pull =
        n >= minimumAnswers && others >= minimumAnswers ? npsPull(group, without(all, group)) : null;
      return pull ? [{ code, pull, n, asked: n + others }] : [];
    })
    .toSorted((a, b) => a.pull.value - b.pull.value);
}

const departmentIn = (measure: string): string[] =>
  measure.startsWith('department:') ? [measure.slice('department:'.length, measure.lastIndexOf('='))] : [];

function isContent(measures: string[], code: string): boolean {
  const given = measures.find((measure) => measure.startsWith(`department:${code}=`));
  return given !== undefined && isSatisfied(Number(given.slice(given.lastIndexOf('=') + 1)));
}

function bandsOf(rows: FactCounts['measured']): NpsCounts {
  return countsOf(
    rows.flatMap(({ measures, n }) => {
      const given = measures.find((measure) => measure.startsWith('nps='));
      return given === undefined ? [] : [{ band: npsBand(Number(given.slice('nps='.length))), n }];
    }),
  );
}

const sizeOf = ({ promoters, passives, detractors }: NpsCounts): number => promoters + passives + detractors;
