/** Hours of a customer's day in which nobody is mailed, `HH:MM`; they may lie over midnight. Equal: none. */
export interface QuietHours {
  quietFrom: string;
  quietUntil: string;
}

const midnight = '24:00';

/** Whether a time of the day, `HH:MM`, lies in the quiet hours. Their end does not. */
export function isQuiet(time: string, { quietFrom, quietUntil }: QuietHours): boolean {
  if (quietFrom <= quietUntil) return time >= quietFrom && time < quietUntil;
  return time >= quietFrom || time < quietUntil;
}

/** What the quiet hours leave of the hours from one time of the day to another, as pairs in order. */
export function loudHours(
  sendFrom: string,
  sendUntil: string,
  { quietFrom, quietUntil }: QuietHours,
): [string, string][] {
  const loud: [string, string][] =
    quietFrom <= quietUntil
      ? [
          ['00:00', quietFrom],
          [quietUntil, midnight],
        ]
      : [[quietUntil, quietFrom]];
  return loud
    .map(([from, until]): [string, string] => [
      from > sendFrom ? from : sendFrom,
      until < sendUntil ? until : sendUntil,
    ])
    .filter(([from, until]) => from < until);
}
