import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { departmentsOf } from '../departments.ts';
import { driversOf } from '../drivers.ts';
import { month, narrowing, span } from '../narrowing.ts';
import { overview } from '../overview.ts';
import type { Reasons } from '../reason-share.ts';
import { reasonsOf } from '../reasons.ts';
import { sharedCompensation } from './shared-compensation.ts';
import { sharedDepartures, sharedReturns } from './shared-loss.ts';
import { ofMany } from './single-money.ts';

/** Whatever narrows a page but a colleague's name: who has no account is told no person. */
const { manager: _, ...withoutPeople } = narrowing;

const overviewQuestion = z.object({ month, ...withoutPeople });
const spanQuestion = z.object({ ...span, ...withoutPeople });
const reasonsQuestion = z.object({
  ...span,
  source: z.enum(['responses', 'departures']).default('responses'),
  ...withoutPeople,
});
/** Departments are held against each other, so none of them narrows the page. */
const departmentsQuestion = spanQuestion.omit({ department: true });

/** The pages that can be shared. A new one is added here and in `client/desk/shared/shared-pages.tsx`. */
export const sharedPages = {
  overview: pageOf(overviewQuestion, sharedOverview),
  reasons: pageOf(reasonsQuestion, sharedReasons),
  departments: pageOf(departmentsQuestion, sharedDepartments),
  departures: pageOf(spanQuestion, sharedDepartures),
  returns: pageOf(spanQuestion, sharedReturns),
  compensation: pageOf(spanQuestion, sharedCompensation),
} as const;

export type SharedPageName = keyof typeof sharedPages;
export const sharedPageNames = [
  'overview',
  'reasons',
  'departments',
  'departures',
  'returns',
  'compensation',
] as const satisfies SharedPageName[];

/** What the page with these filters shows. */
export function sharedFigures(deps: Deps, page: SharedPageName, query: string) {
  return sharedPages[page].shown(deps, Object.fromEntries(new URLSearchParams(query)));
}

/** What a shared page asks, and all that it shows: figures, and nothing that leads to a person or into the desk. */
function pageOf<Question extends z.ZodType, Shown>(
  question: Question,
  figures: (deps: Deps, question: z.infer<Question>) => Promise<Shown>,
) {
  return { question, shown: (deps: Deps, asked: unknown) => figures(deps, question.parse(asked)) };
}

async function sharedOverview(deps: Deps, question: z.infer<typeof overviewQuestion>) {
  const { month, figures } = await overview(deps, question);
  const page = 'overview' as const;
  if (month === null || figures === null) return { page, month, figures: null };
  const { headline, nps, csat, ces, priceExpectation, onTime, responseRate, promises, cases, named, left } =
    figures;
  const parts = headline.map((part) =>
    part.kind === 'lost' ? { ...part, money: ofMany(left.total, part.money) } : part,
  );
  const scores = { nps, csat, ces, priceExpectation, onTime, responseRate, promises, cases };
  return {
    page,
    month,
    figures: {
      headline: parts,
      ...scores,
      named: withoutSingleMoney(named),
      left: withoutSingleMoney(left),
    },
  };
}

async function sharedReasons(deps: Deps, question: z.infer<typeof reasonsQuestion>) {
  const { source, from, to, figures } = await reasonsOf(deps, question);
  const shown = figures && { ...figures, ...withoutSingleMoney(figures) };
  return { page: 'reasons' as const, source, from, to, figures: shown };
}

/** Departments have names that are nobody's; account managers are people. What moves NPS is asked as on the desk. */
async function sharedDepartments(deps: Deps, question: z.infer<typeof departmentsQuestion>) {
  const { from, to, figures } = await departmentsOf(deps, question);
  const drivers = (await driversOf(deps, question)).figures?.departments ?? [];
  const page = 'departments' as const;
  if (figures === null) return { page, from, to, figures };
  const { managers: _, ...shown } = figures;
  return { page, from, to, figures: { ...shown, drivers } };
}

function withoutSingleMoney<T extends Reasons>(reasons: T): T {
  return {
    ...reasons,
    money: ofMany(reasons.total, reasons.money),
    categories: reasons.categories.map((one) => ({
      ...one,
      money: ofMany(one.count, one.money),
      details: one.details.map((detail) => ({ ...detail, money: ofMany(detail.count, detail.money) })),
    })),
  };
}
