/** Where a page of a list ended; the next one starts after it. */
export type Place = { month: string; at: Date; id: string };

export const writePlace = ({ month, at, id }: Place): string => `${month}_${at.getTime()}_${id}`;

export function readPlace(text: string): Place | null {
  const [, month, at, id] = /^(\d{4}-\d{2})_(-?\d{1,15})_([\w-]{1,64})$/.exec(text) ?? [];
  return month && at && id ? { month, at: new Date(Number(at)), id } : null;
}
