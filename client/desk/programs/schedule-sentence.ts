import type { Speech } from './condition-sentence.ts';

export interface Schedule {
  kind: 'monthly' | 'transactional' | 'exit' | 'staff' | 'one-off';
  channel: 'email' | 'call';
  opensOnDay: number;
  windowDays: number;
  opensOn: string | null;
  sendFrom: string;
  sendUntil: string;
  trigger: {
    on: 'order' | 'departure' | 'event';
    event?: string | undefined;
    after: { minutes: number } | { days: number } | { months: number };
  } | null;
}

const shortestMonthDays = 28;

/** When a program asks, in words. */
export function scheduleSentence(schedule: Schedule, speech: Speech): string {
  const { t } = speech;
  const when = whenText(schedule, speech);
  if (schedule.channel === 'call') return t('programs:when.call', { when });
  const hours = t('programs:when.hours', { from: schedule.sendFrom, until: schedule.sendUntil });
  return t('programs:when.inHours', { when, hours });
}

/** How long after what, such as "3 days after an order". */
export function triggerText(trigger: NonNullable<Schedule['trigger']>, { t, format }: Speech): string {
  const [[unit = 'minutes', count = 0] = []] = Object.entries(trigger.after);
  const event = `\u2068${trigger.event ?? ''}\u2069`;
  if (count === 0) return t(`programs:when.atOnce.${trigger.on}`, { event });
  const delay = t(`programs:delay.${unit}`, { count, n: format.number(count) });
  return t(`programs:when.after.${trigger.on}`, { delay, event });
}

function whenText(schedule: Schedule, speech: Speech): string {
  const { t, format } = speech;
  if (schedule.trigger) return triggerText(schedule.trigger, speech);
  if (schedule.kind === 'one-off') {
    return schedule.opensOn
      ? t('programs:when.once', { day: format.day(schedule.opensOn) })
      : t('programs:when.byHand');
  }
  const { opensOnDay, windowDays } = schedule;
  const last = opensOnDay + windowDays - 1;
  if (windowDays <= 1) return t('programs:when.monthlyOn', { day: dayOfMonth(opensOnDay, speech) });
  if (last > shortestMonthDays) {
    return t('programs:when.monthlyOver', {
      day: dayOfMonth(opensOnDay, speech),
      days: format.days(windowDays),
    });
  }
  const days = { from: dayOfMonth(opensOnDay, speech), to: dayOfMonth(last, speech) };
  return t('programs:when.monthly', days);
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** "1st" in English; the bare number where a language says it so. */
function dayOfMonth(day: number, { language, format }: Speech): string {
  return language.startsWith('en') ? `${day}${endings[ordinals.select(day)]}` : format.number(day);
}
