import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { minimumAnswers, type ShownCount } from '../minimum-group.ts';
import { month, narrowing, span } from '../narrowing.ts';
import { overview } from '../overview.ts';
import type { Money, Reasons } from '../reason-share.ts';
import { reasonsOf } from '../reasons.ts';

/** Whatever narrows a page but a colleague's name: who has no account is told no person. */
const { manager: _, ...withoutPeople } = narrowing;

const overviewQuestion = z.object({ month, ...withoutPeople });
const reasonsQuestion = z.object({
  ...span,
  source: z.enum(['responses', 'departures']).default('responses'),
  ...withoutPeople,
});

/** What a shared page asks, and all that it shows: figures, and nothing that leads to a person or into the desk. */
const overviewPage = {
  question: overviewQuestion,
  figures: async (deps: Deps, question: z.infer<typeof overviewQuestion>) => {
    const { month, figures } = await overview(deps, question);
    if (month === null || figures === null) return { page: 'overview' as const, month, figures: null };
    const { headline, nps, csat, ces, priceExpectation, onTime, responseRate, promises, cases, named, left } =
      figures;
    const lost = left.total;
    return {
      page: 'overview' as const,
      month,
      figures: {
        headline: headline.map((part) =>
          part.kind === 'lost' ? { ...part, money: ofMany(lost, part.money) } : part,
        ),
        nps,
        csat,
        ces,
        priceExpectation,
        onTime,
        responseRate,
        promises,
        cases,
        named: withoutSingleMoney(named),
        left: withoutSingleMoney(left),
      },
    };
  },
};

const reasonsPage = {
  question: reasonsQuestion,
  figures: async (deps: Deps, question: z.infer<typeof reasonsQuestion>) => {
    const { source, from, to, figures } = await reasonsOf(deps, question);
    const shown = figures && { ...figures, ...withoutSingleMoney(figures) };
    return { page: 'reasons' as const, source, from, to, figures: shown };
  },
};

/** The pages that can be shared. A new one is added here and in `client/desk/shared/shared-pages.tsx`. */
export const sharedPages = { overview: overviewPage, reasons: reasonsPage } as const;

export type SharedPageName = keyof typeof sharedPages;
export const sharedPageNames = ['overview', 'reasons'] as const satisfies SharedPageName[];

/** What the page with these filters shows. */
export function sharedFigures(deps: Deps, page: SharedPageName, query: string) {
  const asked = Object.fromEntries(new URLSearchParams(query));
  return page === 'overview'
    ? overviewPage.figures(deps, overviewQuestion.parse(asked))
    : reasonsPage.figures(deps, reasonsQuestion.parse(asked));
}

/** What one customer paid is hers: among fewer than five, a sum comes near to telling it. */
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

function ofMany<T extends Money[] | null>(count: ShownCount, money: T): T | [] {
  return typeof count === 'number' && count < minimumAnswers ? [] : money;
}
