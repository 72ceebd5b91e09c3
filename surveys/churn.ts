import { share, type Estimate } from './interval.ts';

/** Customers at the start of a period, and those of them who were lost in it. */
export type ChurnCounts = { atStart: number; lost: number };

/**
 * Churn rate (M1): lost / customers at the start (0..1) with its Wilson interval; `null` when there was nobody. Who came
 * and left within the period was not there at its start and counts in neither, or it would be no share.
 */
export const churnRate = ({ lost, atStart }: ChurnCounts): Estimate => share(lost, atStart);

/** What even excellent companies lose in a year (M4), as shares. */
export const usualYearlyLoss = { low: 0.09, high: 0.11 };

/** The yearly share `r` over so many months, compounded: `1 - (1 - r)^(months / 12)`. */
export const lossOver = (months: number, yearly: number): number => 1 - (1 - yearly) ** (months / 12);
