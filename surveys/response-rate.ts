import { type Difference, type Estimate, share, shareDifference } from './interval.ts';

/** Invitations that reached the customer, and those of them that were completed. */
export type ResponseCounts = { delivered: number; completed: number };

/**
 * Response rate: completed / delivered (0..1) with its Wilson interval; `null` when nothing was delivered. A completed
 * invitation was delivered whether or not the mail system said so, so `n` is never below `completed`.
 */
export const responseRate = ({ delivered, completed }: ResponseCounts): Estimate =>
  share(completed, Math.max(delivered, completed));

/** The change in response rate (`later - earlier`) with Newcombe's interval; `null` when either delivered nothing. */
export const responseRateDifference = (earlier: ResponseCounts, later: ResponseCounts): Difference | null =>
  shareDifference(responseRate(earlier), responseRate(later));
