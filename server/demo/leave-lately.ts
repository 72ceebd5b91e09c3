import type { DateTime } from 'luxon';
import type { Chance } from './chance.ts';
import type { SampleCustomer } from './sample-customers.ts';

/** Some in each language, one on each of the days whose calls are due today. */
const leftLately = ['en', 'ar', 'he', 'ru', 'ar', 'en'] as const;

/** Lets some leave just over a month ago, so that in the sample there always are calls to make (A6). */
export function leaveLately(
  people: SampleCustomer[],
  { chance, today }: { chance: Chance; today: DateTime },
): void {
  leftLately.forEach((locale, n) => {
    const person = chance.of(people.filter((one) => one.leavesOn === null && one.locale === locale));
    person.leavesOn = today.minus({ months: 1, days: n }).startOf('day');
    const last = person.leavesOn.toISODate() ?? '';
    person.orders = person.orders.filter(({ orderedOn }) => orderedOn <= last);
    const bought = person.orders.filter(({ kind }) => kind === 'order');
    person.row.lastOrderOn = bought.at(-1)?.orderedOn ?? null;
    person.row.totalRevenueMinor = bought.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  });
}
