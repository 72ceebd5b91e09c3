import { theCompany } from '#server/company/company.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import type { Deps } from '#server/deps.ts';
import { monthPlus } from './calendar-month.ts';
import { shownCount, type ShownCount } from './minimum-group.ts';
import type { ReasonCount } from './reason-share.ts';
import { reasonCounts } from './reason-shares.ts';

export interface DetailCount {
  category: string;
  detail: string;
  /** Customers' answers that named it, and customers who left over it, by the code that was kept: mergers change neither. */
  answers: ShownCount;
  leavers: number;
}

/** How often each detail was named in the twelve months up to now. */
export async function detailCounts(deps: Pick<Deps, 'db' | 'now'>): Promise<DetailCount[]> {
  const { timeZone } = await theCompany(deps.db);
  const to = monthIn(timeZone, deps.now());
  const slice = { from: monthPlus(to, -11), to };
  const [answers, leavers] = await Promise.all([
    reasonCounts(deps.db, 'responses', slice),
    reasonCounts(deps.db, 'departures', slice),
  ]);
  const [answered, left] = [byDetail(answers), byDetail(leavers)];
  return [...new Set([...answered.keys(), ...left.keys()])].map((key) => {
    const [category = '', detail = ''] = key.split('/');
    return { category, detail, answers: shownCount(answered.get(key) ?? 0), leavers: left.get(key) ?? 0 };
  });
}

function byDetail(counts: ReasonCount[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { category, detail, n } of counts) {
    const key = `${category}/${detail}`;
    if (detail !== '') sums.set(key, (sums.get(key) ?? 0) + n);
  }
  return sums;
}
