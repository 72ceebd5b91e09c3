export type Span = { from: string; to: string };

const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** How many months a span holds, both ends included. */
export const monthsIn = ({ from, to }: Span) => monthNumber(to) - monthNumber(from) + 1;

/** The first month of a span that ends with `to`. */
export function spanStart(to: string, months: number): string {
  const number = monthNumber(to) - months + 1;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}
