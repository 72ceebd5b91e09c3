import { changeText, valueText } from '#client/locales/change-text.ts';
import { startSmall } from '#client/locales/sentence.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import type { Change } from '../change-alert.ts';
import { nameIn, type DepartmentNames } from './department-names.ts';
import type { Bar } from './mail-bars.tsx';
import type { Speech } from './say.ts';

/** What a change is about, by its name in the reader's language. */
export function aboutText({ kind, about }: Change, { speech, departments }: Told): string {
  if (kind === 'department-fell') return nameIn(departments, about, speech.language);
  return kind === 'reason-rose' ? startSmall(speech.reasonLabel(about as ReasonCategory)) : '';
}

interface Told {
  speech: Speech;
  departments: DepartmentNames;
}

export function changeSentence(change: Change, told: Told): string {
  const { t, format, months } = told.speech;
  const say = (key: string, values?: Record<string, unknown>) => String(t(key, values ?? {}));
  return changeText(change, aboutText(change, told), { t: say, format, months });
}

/** The month and those before it, drawn from nought; NPS from the middle of its scale. */
export function changeBars({ measure, points }: Change, { t, format }: Speech): Bar[] {
  const tell = valueText(measure, format);
  const most = Math.max(...points.map(({ value }) => value), 0.01);
  return points.map(({ month, value, n }, at) => ({
    label: format.month(month),
    value: tell(value),
    note: t('told:change.n', { n: format.number(n) }),
    ...(measure === 'nps'
      ? { from: 50 + Math.min(0, value) / 2, to: 50 + Math.max(0, value) / 2 }
      : { from: 0, to: (100 * value) / most }),
    isLatest: at === points.length - 1,
  }));
}
