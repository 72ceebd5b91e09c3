import type { Format } from './format.ts';
import type { monthWords } from './month-words.ts';
import { startLarge } from './sentence.ts';

type Point = { month: string; value: number; n: number };

/** A change as it was found: against the month before, and the three before taken together. */
export type ChangeTold = {
  kind: 'reason-rose' | 'department-fell' | 'nps-fell';
  measure: 'share' | 'asked' | 'csat' | 'nps';
  before: number;
  usual: number;
  points: Point[];
};

export type ChangeSpeech = {
  t: (key: string, values?: Record<string, unknown>) => string;
  format: Format;
  months: ReturnType<typeof monthWords>;
};

/** A change in a sentence, with `<em>` and `<bad>`. `about` is the reason or department by its name. */
export function changeText(change: ChangeTold, about: string, { t, format, months }: ChangeSpeech): string {
  const [earlier, latest] = [change.points.at(-2), change.points.at(-1)];
  if (!earlier || !latest) return '';
  const tell = valueText(change.measure, format);
  return startLarge(
    t(`told:change.${keyOf(change)}`, {
      about,
      now: tell(latest.value),
      n: format.number(latest.n),
      when: months.inMonth(latest.month),
      before: tell(change.before),
      whenBefore: months.inMonth(earlier.month),
      usual: tell(change.usual),
    }),
  );
}

/** How the value of a measure is written: a share as a percentage, NPS in points. */
export const valueText = (measure: ChangeTold['measure'], format: Format): ((value: number) => string) =>
  measure === 'nps' ? (value) => format.number(Math.round(value)) : format.percent;

function keyOf({ kind, measure }: ChangeTold): string {
  if (kind === 'department-fell') return measure === 'nps' ? 'served' : measure;
  return kind === 'nps-fell' ? 'nps' : 'reason';
}
