/** How many customers, best first, are gold, and how many are gold or silver. */
export interface TierCuts {
  gold: number;
  silver: number;
}

/**
 * Gold, silver and copper by share of customers (practice B1: 25 %, 40 %, 35 %): sorted by value, highest first, then
 * by external id ascending as text, and cut after round-half-up(0.25 n) and round-half-up(0.65 n).
 */
export function tierCuts(n: number): TierCuts {
  return { gold: roundHalfUp(25 * n), silver: roundHalfUp(65 * n) };
}

const roundHalfUp = (hundredths: number) => Math.floor((hundredths + 50) / 100);
