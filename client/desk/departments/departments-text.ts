import type { Format } from '#client/locales/format.ts';
import type { Standing, StandsOut } from './standing-out.ts';

type Translate = (key: string, values?: Record<string, unknown>) => string;
export type Speech = { t: Translate; format: Format; name: (code: string) => string };

/** The sentence above the departments in the reader's language, with `<em>`, `<bad>`, `<good>`; the small print apart. */
export function departmentsText(
  { hurts, helps, quiet }: Standing,
  speech: Speech,
): { text: string; note: string | null } {
  const { t } = speech;
  if (quiet) return { text: t(`departments:title.${quiet}`), note: null };
  const told = [hurts, helps].flatMap((one) => (one ? [one] : []));
  return {
    text: told.map((one) => sentence(one, speech)).join(' '),
    note: notesOf(told, speech),
  };
}

/** Of two departments each figure says whose it is. */
function notesOf([one, other]: StandsOut[], speech: Speech): string | null {
  const { t, name } = speech;
  if (!one || !other) return one ? noteOf(one, speech) : null;
  const named = (of: StandsOut) =>
    t('departments:noteOf', { department: name(of.code), note: noteOf(of, speech) });
  return t('departments:notes', { one: named(one), other: named(other) });
}

function sentence(one: StandsOut, { t, format, name }: Speech): string {
  const points = (value: number) => format.number(Math.round(value));
  const department = name(one.code);
  switch (one.kind) {
    case 'fell':
    case 'rose':
      return t(`departments:title.${one.kind}`, {
        department,
        value: points(one.value),
        by: points(one.by),
      });
    case 'asked-fell':
    case 'asked-rose':
      return t(`departments:title.${one.kind}`, {
        department,
        value: format.percent(one.value),
        by: points(one.by * 100),
      });
    case 'low':
    case 'high':
      return t(`departments:title.${one.kind}`, {
        department,
        value: points(one.value),
        whole: points(one.whole),
      });
  }
}

function noteOf({ kind, n, interval }: StandsOut, { t, format }: Speech): string {
  const isShare = kind === 'asked-fell' || kind === 'asked-rose';
  const tell = (value: number) => format.number(Math.round(isShare ? value * 100 : value));
  return t(`overview:headline.${isShare ? 'noteShare' : 'notePoints'}`, {
    n: format.number(n),
    low: tell(interval.low),
    high: tell(interval.high),
  });
}
