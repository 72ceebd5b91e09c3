import type { Database } from '#db/client.ts';
import type { Month } from './calendar-month.ts';
import { hiddenGroups, monthsInTotal, tellableMonths } from './disclosure.ts';
import { disclosureOf, peopleIn } from './disclosures.ts';
import type { Dimension } from './facts/fact-question.ts';
import type { Slice } from './slice.ts';

/** What may be told of one group of a slice. */
export interface GroupTold {
  isHidden: boolean;
  /** The months its total is made of: all of its own where it is hidden, so that it can be said why. */
  months: Month[];
}

/** The groups of a slice by what sets them apart, with those hidden that the others would tell of. */
export async function tellableGroups(
  db: Database,
  slice: Slice,
  by: Dimension,
): Promise<Map<string, GroupTold>> {
  const whole = await disclosureOf(db, slice);
  const everyMonth = await peopleIn(db, { ...slice, from: '0000-01', to: '9999-12' }, by);
  const inSpan = everyMonth.filter(({ month }) => month >= slice.from && month <= slice.to);
  const keys = [...new Set(inSpan.map(({ group }) => group))];
  const groups = keys.map((key) => {
    const tellable = tellableMonths(everyMonth.filter(({ group }) => group === key));
    const told = monthsInTotal(tellable, slice.from, slice.to);
    const own = inSpan.filter(({ group }) => group === key);
    const n = own.filter(({ month }) => told.includes(month)).reduce((all, row) => all + row.n, 0);
    const all = own.reduce((sum, row) => sum + row.n, 0);
    return { key, told, n: n > 0 ? n : all, isTold: n > 0, months: own.map(({ month }) => month) };
  });
  const hidden = hiddenGroups(groups);
  const isHidden = ({ key, isTold }: { key: string; isTold: boolean }) =>
    hidden.has(key) || !isTold || whole.inTotal.length === 0;
  return new Map(
    groups.map((group) => [
      group.key,
      { isHidden: isHidden(group), months: isHidden(group) ? group.months : group.told },
    ]),
  );
}
