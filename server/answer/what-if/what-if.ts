import { DateTime } from 'luxon';
import type { PolicyDocument } from '#db/schema/policy-parts.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { drawOf } from '#server/listen/origin.ts';
import { monthPlus, monthsBetween } from '#server/understand/calendar-month.ts';
import { pastAnswers } from './past-answers.ts';
import { Report } from './report.ts';
import { Trial } from './trial.ts';

const usualMonths = 12;

/**
 * What a policy would have done about the bad answers of named programs in twelve months, this one included, beside what
 * was done. Whole months, so that each has its whole budget.
 */
export async function whatIf(
  { db, now, secret }: Pick<Deps, 'db' | 'now' | 'secret'>,
  document: PolicyDocument,
) {
  const { timeZone, currency } = await theCompany(db);
  const until = now();
  const present = monthIn(timeZone, until);
  const months = monthsBetween(monthPlus(present, 1 - usualMonths), present);
  const since = DateTime.fromISO(`${months[0]}-01`, { zone: timeZone }).toJSDate();
  const trial = new Trial({ document, currency, drawOf: (customerId) => drawOf(secret, customerId) });
  const report = new Report(document, currency);
  for await (const page of pastAnswers(db, { since, timeZone })) {
    for (const passed of page) {
      if ('notices' in passed) trial.notice(passed.notices);
      else report.add(passed.decides, trial.decide(passed.decides));
    }
  }
  const { budgetPerMonthMinor: budgetMinor } = document.guards;
  return {
    since,
    until,
    currency,
    months,
    ...report.told(),
    /** Against the company's budget of a month; null where there is none. */
    budget:
      budgetMinor === null
        ? null
        : months.map((month) => ({ month, budgetMinor, usedMinor: trial.usedIn(month) })),
  };
}
