import type { Format } from '#client/locales/format.ts';
import { startSmall } from '#client/locales/sentence.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { aMonth } from './driver.ts';
import type { DepartmentDriver, ReasonDriver } from './drivers-data.ts';

type Translate = (key: string, values?: Record<string, unknown>) => string;
export type Speech = { t: Translate; format: Format };

/** What putting a reason right would be worth, in a sentence: points of NPS, unhappy answers, money. */
export function worthText(
  driver: ReasonDriver,
  months: number,
  {
    t,
    format,
    reasonLabel,
  }: Speech & { reasonLabel: (category: ReasonCategory, detail?: string | null) => string },
): string {
  const { category, detail, unhappy, atRisk } = driver;
  const amounts = aMonth(atRisk, months).map(({ amountMinor, currency }) =>
    format.money(amountMinor, currency, true),
  );
  return [
    t('drivers:worth', {
      reason: startSmall(reasonLabel(category, detail)),
      ...pointsOf(driver, format),
    }),
    t('drivers:unhappy', {
      count: unhappy,
      n: format.number(unhappy),
      money: amounts.length > 0 ? t('drivers:money', { money: format.list(amounts) }) : '',
    }),
  ].join(' ');
}

/** The same for those a department has not satisfied. */
export const departmentWorthText = (driver: DepartmentDriver, name: string, { t, format }: Speech): string =>
  t('drivers:worthDepartment', { department: name, ...pointsOf(driver, format) });

function pointsOf({ pull: { value, interval } }: Pick<ReasonDriver, 'pull'>, { number }: Format) {
  const rounded = (points: number) => number(Math.round(points * 10) / 10);
  return { points: rounded(Math.abs(value)), interval: rounded((interval.high - interval.low) / 2) };
}
