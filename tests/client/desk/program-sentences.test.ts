import i18next from 'i18next';
import { describe, expect, test } from 'vitest';
import arabic from '#client/locales/ar/programs.json' with { type: 'json' };
import english from '#client/locales/en/programs.json' with { type: 'json' };
import hebrew from '#client/locales/he/programs.json' with { type: 'json' };
import russian from '#client/locales/ru/programs.json' with { type: 'json' };
import type { Condition } from '#client/desk/programs/audience-form.ts';
import { audienceSentence, type Speech } from '#client/desk/programs/condition-sentence.ts';
import { scheduleSentence, type Schedule } from '#client/desk/programs/schedule-sentence.ts';
import { format } from '#client/locales/format.ts';
import type { Language } from '#client/locales/languages.ts';

const desk = i18next.createInstance();
await desk.init({
  ns: ['programs'],
  resources: {
    en: { programs: english },
    ar: { programs: arabic },
    he: { programs: hebrew },
    ru: { programs: russian },
  },
  interpolation: { escapeValue: false },
});

const speech = (language: Language): Speech => ({
  t: desk.getFixedT(language),
  format: format(language, 'Asia/Riyadh'),
  language,
  currency: 'USD',
});
const isolates = /[\u2066-\u2069\u200e\u200f]/g;
const plain = (text: string) => text.replace(isolates, '').replaceAll('\u00a0', ' ');

const gold: Condition = { field: 'tier', is: 'one-of', value: ['gold', 'silver'] };
const recent: Condition = { field: 'order', is: 'within-days', value: 30 };
const city: Condition = { field: 'attribute.city', is: 'contains', value: 'الرياض' };

describe('whom a program asks', () => {
  test.each<[Condition, string]>([
    [{ all: [] }, 'Every customer'],
    [{ field: 'order-or-quote', is: 'last-month' }, 'Everyone with a quote or an order in the month before'],
    [{ all: [{ field: 'departed', is: 'last-month' }] }, 'Everyone who left in the month before'],
    [{ all: [{ field: 'status', is: 'one-of', value: ['active'] }] }, 'Every active customer'],
    [{ all: [gold, recent] }, 'Customers whose tier is gold or silver and who ordered in the last 30 days'],
    [{ any: [gold, recent] }, 'Customers whose tier is gold or silver or who ordered in the last 30 days'],
    [{ not: gold }, 'All customers except those whose tier is gold or silver'],
    [
      { all: [recent, { any: [gold, city] }] },
      'Customers who ordered in the last 30 days and (whose tier is gold or silver or whose city contains الرياض)',
    ],
    [
      { all: [recent, { not: { any: [gold, city] } }] },
      'Customers who ordered in the last 30 days and not (whose tier is gold or silver or whose city contains الرياض)',
    ],
    [
      { all: [{ field: 'spent-365-days', is: 'at-least', value: 100_000 }] },
      'Customers with spent in a year: at least $1,000',
    ],
    [
      { all: [{ field: 'customer-since', is: 'before', value: '2026-01-31' }] },
      'Customers who became customers before Jan 31, 2026',
    ],
    [{ all: [{ field: 'order', is: 'never' }] }, 'Customers who never ordered'],
  ])('%j', (condition, sentence) => {
    expect(plain(audienceSentence(condition, speech('en')))).toBe(sentence);
  });

  test('in Arabic', () => {
    expect(plain(audienceSentence({ all: [gold, recent] }, speech('ar')))).toBe(
      'العملاء الذين ينطبق عليهم: الفئة: ذهبي أو فضي وطلب خلال 30 يومًا مضت',
    );
  });
});

const monthly: Schedule = {
  kind: 'monthly',
  channel: 'email',
  opensOnDay: 1,
  windowDays: 5,
  opensOn: null,
  sendFrom: '09:00',
  sendUntil: '19:00',
  trigger: null,
};
const afterOrder = (after: { minutes: number } | { days: number } | { months: number }): Schedule => ({
  ...monthly,
  kind: 'transactional',
  trigger: { on: 'order', after },
});

describe('when a program asks', () => {
  test.each<[string, Schedule, string]>([
    [
      'a window',
      monthly,
      'Every month from the 1st to the 5th, between 09:00 and 19:00 of the customer’s day.',
    ],
    ['one day', { ...monthly, opensOnDay: 22, windowDays: 1 }, 'Every month on the 22nd, between'],
    ['over the end of a month', { ...monthly, opensOnDay: 27 }, 'Every month from the 27th, over 5 days, '],
    ['once', { ...monthly, kind: 'one-off', opensOn: '2026-12-03' }, 'Once, from Dec 3, 2026, '],
    ['by hand', { ...monthly, kind: 'one-off' }, 'Only when somebody presses “Ask now”, '],
    ['days after', afterOrder({ days: 3 }), '3 days after an order, '],
    ['a minute after', afterOrder({ minutes: 1 }), 'One minute after an order, '],
    ['at once', afterOrder({ minutes: 0 }), 'At once after an order, '],
    [
      'a call',
      { ...monthly, kind: 'exit', channel: 'call', trigger: { on: 'departure', after: { months: 1 } } },
      'One month after a departure, by telephone.',
    ],
  ])('%s', (_, schedule, beginning) => {
    expect(plain(scheduleSentence(schedule, speech('en')))).toContain(beginning);
  });

  test.each<[Language, number, string]>([
    ['ar', 1, 'بعد يوم واحد من الطلب'],
    ['ar', 2, 'بعد يومين من الطلب'],
    ['ar', 3, 'بعد 3 أيام من الطلب'],
    ['ar', 14, 'بعد 14 يومًا من الطلب'],
    ['he', 2, 'יומיים אחרי הזמנה'],
    ['ru', 1, 'Через 1 день после заказа'],
    ['ru', 3, 'Через 3 дня после заказа'],
    ['ru', 14, 'Через 14 дней после заказа'],
  ])('counts in %s: %i', (language, days, beginning) => {
    expect(plain(scheduleSentence(afterOrder({ days }), speech(language)))).toContain(beginning);
  });
});
