import { format } from '#client/locales/format.ts';
import { tierReport, type TierFigures } from '#server/customers/tier-report.ts';
import { departureReport, type LostCustomers } from '#server/win-back/departure-report.ts';
import { type ReportedMeasure, reportedMeasures, scoreReport } from './score-report.ts';
import { reasonReport } from './reason-report.ts';
import type { Interval } from '#surveys/interval.ts';
import type { Command } from './command.ts';
import { textTable } from './text-table.ts';

const { money, number, percent } = format('en');

export const reportDepartures: Command = {
  usage: 'report departures',
  summary: 'Who left, by category and by reason, and what they brought a month',
  words: 0,
  options: {},
  run: async ({ db }) => {
    const report = await departureReport(db);
    const rows = (lost: Record<string, LostCustomers>) =>
      Object.entries(lost).map(([name, group]) => [
        name,
        number(group.customers),
        lostText(group, report.currency),
      ]);
    const text = [
      `${number(report.total)} customers left.\n`,
      textTable(['category', 'n', 'lost a month'], rows(report.byCategory)),
      textTable(['reason', 'n', 'lost a month'], rows(report.byReason)),
    ].join('\n');
    return { json: report, text };
  },
};

export const reportTiers: Command = {
  usage: 'report tiers',
  summary: 'Customers and their value by tier',
  words: 0,
  options: {},
  run: async ({ db }) => {
    const report = await tierReport(db);
    const { currency, ...tiers } = report;
    const rows = Object.entries(tiers).map(([tier, figures]) => [
      tier,
      number(figures.customers),
      valueText(figures, currency),
    ]);
    return { json: report, text: textTable(['tier', 'n', 'value'], rows) };
  },
};

export const reportReasons: Command = {
  usage: 'report reasons',
  summary: 'Why customers were unhappy, by month, as they said it',
  words: 0,
  options: {},
  run: async ({ db }) => {
    const report = await reasonReport(db);
    const rows = Object.entries(report).flatMap(([month, { n, byCategory }]) =>
      Object.entries(byCategory).map(([category, named]) => [
        month,
        category,
        `${number(named.n)} of ${number(n)}`,
        named.share === null ? '–' : percent(named.share),
        rangeText(named.interval, percent),
      ]),
    );
    return { json: report, text: textTable(['month', 'category', 'n', 'share', '95 %'], rows) };
  },
};

export const reportScores: Command = {
  usage: 'report scores',
  summary: 'NPS, CSAT and CES by month',
  words: 0,
  options: {},
  run: async ({ db }) => {
    const report = await scoreReport(db);
    const rows = Object.entries(report).flatMap(([month, scores]) =>
      reportedMeasures.flatMap((measure) => {
        const score = scores[measure];
        if (!score) return [];
        const told = inWords[measure];
        const value = score.value === null ? '–' : told(score.value);
        return [[month, measure.toUpperCase(), number(score.n), value, rangeText(score.interval, told)]];
      }),
    );
    return { json: report, text: textTable(['month', 'measure', 'n', 'score', '95 %'], rows) };
  },
};

const inWords: Record<ReportedMeasure, (value: number) => string> = {
  nps: number,
  csat: percent,
  ces: number,
};

const rangeText = (interval: Interval | null, told: (value: number) => string) =>
  interval ? `${told(interval.low)} to ${told(interval.high)}` : '–';

const lostText = (lost: LostCustomers, currency: string | null) =>
  amountText(lost.lostMonthlyMinor, currency, lost.lostMonthlyMinorByCurrency);

const valueText = (tier: TierFigures, currency: string | null) =>
  amountText(tier.valueMinor, currency, tier.valueMinorByCurrency);

/** Amounts in several currencies stand side by side, never added up. */
function amountText(
  minor: number | null,
  currency: string | null,
  byCurrency: Record<string, number> = {},
): string {
  if (minor !== null) return currency === null ? '–' : money(minor, currency);
  const each = Object.entries(byCurrency).map(([code, amount]) => money(amount, code));
  return each.join(' + ') || '–';
}
