/** A calendar month, `YYYY-MM`, in the company's zone. */
export type Month = string;

export const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The month `count` months later, or earlier when negative. */
export function monthPlus(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const total = year * 12 + number - 1 + count;
  return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((((total % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

/** Every month from the first to the last, both included; at most `longestRange`, the latest ones. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = to; month >= from && months.length < longestRange; month = monthPlus(month, -1)) {
    months.unshift(month);
  }
  return months;
}

export const longestRange = 36;
