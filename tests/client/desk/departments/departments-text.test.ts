import i18next from 'i18next';
import { describe, expect, test } from 'vitest';
import arabic from '#client/locales/ar/departments.json' with { type: 'json' };
import arabicOverview from '#client/locales/ar/overview.json' with { type: 'json' };
import english from '#client/locales/en/departments.json' with { type: 'json' };
import englishOverview from '#client/locales/en/overview.json' with { type: 'json' };
import hebrew from '#client/locales/he/departments.json' with { type: 'json' };
import hebrewOverview from '#client/locales/he/overview.json' with { type: 'json' };
import russian from '#client/locales/ru/departments.json' with { type: 'json' };
import russianOverview from '#client/locales/ru/overview.json' with { type: 'json' };
import type { DepartmentFigures } from '#client/desk/departments/departments-data.ts';
import { departmentsText } from '#client/desk/departments/departments-text.ts';
import { standingOut } from '#client/desk/departments/standing-out.ts';
import { format } from '#client/locales/format.ts';
import { languages, type Language } from '#client/locales/languages.ts';

const desk = i18next.createInstance();
await desk.init({
  ns: ['departments', 'overview'],
  resources: {
    en: { departments: english, overview: englishOverview },
    ar: { departments: arabic, overview: arabicOverview },
    he: { departments: hebrew, overview: hebrewOverview },
    ru: { departments: russian, overview: russianOverview },
  },
  interpolation: { escapeValue: false },
});

type Group = DepartmentFigures['departments'][number];
type Asked = DepartmentFigures['asked'][number];

const hiddenFigure: Group['nps'] = { value: null, n: '<5', interval: null, hidden: 'too-few' };
const whole = shownFigure(30, [25, 35]);
const fell = { value: -18, interval: { low: -30, high: -6 }, isReal: true };
const unclear = { value: -18, interval: { low: -40, high: 4 }, isReal: false };
const rose = { value: 12, interval: { low: 4, high: 20 }, isReal: true };

describe('the sentence above the departments', () => {
  test.each<[string, Partial<DepartmentFigures>, string]>([
    [
      'whose customers are really less content than before, before one that is merely low',
      { departments: [group('delivery', 12, [3, 21], fell), group('sales', -20, [-30, -10])] },
      'Customers served by Delivery are less content than before: their NPS fell by 18 to 12, and the fall is real. ' +
        '(n = 120, 95 % between 3 and 21)',
    ],
    [
      'the larger of two falls',
      {
        departments: [
          group('sales', 20, [11, 29], { ...fell, value: -9 }),
          group('delivery', 12, [3, 21], fell),
        ],
      },
      'Customers served by Delivery are less content than before: their NPS fell by 18 to 12, and the fall is real. ' +
        '(n = 120, 95 % between 3 and 21)',
    ],
    [
      'that fewer are satisfied with, where no score of its customers fell',
      {
        departments: [group('sales', 10, [0, 20])],
        asked: [asked('delivery', 0.61, [0.5, 0.7], { ...fell, value: -0.12 })],
      },
      'Fewer are satisfied with Delivery than before: 61 %, 12 points down, and the fall is real. ' +
        '(n = 120, 95 % between 50 and 70 %)',
    ],
    [
      'lowest of those that lie below everybody',
      { departments: [group('sales', 10, [0, 20]), group('delivery', -8, [-20, 4], unclear)] },
      'Least content are the customers served by Delivery: NPS -8 against 30 for everybody, and the difference is real. ' +
        '(n = 120, 95 % between -20 and 4)',
    ],
    [
      'that hurts, and then the one that helps',
      { departments: [group('delivery', 10, [0, 20]), group('sales', 52, [45, 59], rose)] },
      'Least content are the customers served by Delivery: NPS 10 against 30 for everybody, and the difference is real. ' +
        'Customers served by Sales are more content than before: their NPS rose by 12 to 52, and the rise is real. ' +
        '(Delivery: n = 120, 95 % between 0 and 20; Sales: n = 120, 95 % between 45 and 59)',
    ],
    [
      'that helps, where none hurts',
      { departments: [group('delivery', 28, [20, 36]), group('sales', 52, [45, 59])] },
      'Most content are the customers served by Sales: NPS 52 against 30 for everybody, and the difference is real. ' +
        '(n = 120, 95 % between 45 and 59)',
    ],
    [
      'none, where they differ no more than chance',
      { departments: [group('delivery', 24, [20, 30], unclear), group('', -90, [-99, -80])] },
      'No department stands out: they differ no more than chance would have it.',
    ],
    [
      'none, where ratings alone are known and none has moved',
      { asked: [asked('delivery', 0.61, [0.5, 0.7], { ...unclear, value: -0.02 })] },
      'No rating of a department has clearly changed.',
    ],
    [
      'none, where all are hidden',
      { departments: [{ ...group('legal', 0, [0, 0]), nps: hiddenFigure }] },
      'Too few answered to tell the departments apart.',
    ],
    [
      'none, where nobody knows of departments',
      { departments: [group('', -90, [-99, -80])] },
      'No answer tells of a department yet.',
    ],
  ])('names the one %s', (_, figures, words) => {
    expect(say('en', figures)).toBe(words);
  });

  const low = { departments: [group('delivery', -8, [-20, 4])] };
  const fallen = { departments: [group('delivery', 12, [3, 21], fell)] };
  test.each([
    ['ar', low, 'الأقل رضا عملاء قسم التوصيل: مؤشر NPS لديهم -8 مقابل 30 لدى الجميع، وهذا الفرق حقيقي.'],
    ['ar', fallen, 'عملاء قسم التوصيل أقل رضا من السابق: انخفض مؤشر NPS لديهم بمقدار 18 إلى 12'],
    ['he', low, 'הכי פחות מרוצים הלקוחות של מחלקת משלוחים: מדד NPS שלהם -8 לעומת 30 אצל כולם, וההבדל אמיתי.'],
    ['he', fallen, 'הלקוחות של מחלקת משלוחים מרוצים פחות מבעבר: מדד NPS שלהם ירד ב־18 ל־12, והירידה אמיתית.'],
    [
      'ru',
      low,
      'Меньше всех довольны клиенты отдела «Доставка»: NPS -8 против 30 в целом, и разница не случайна.',
    ],
    ['ru', fallen, 'Клиенты отдела «Доставка» довольны меньше прежнего: NPS снизился на 18 и составил 12'],
  ] as const)('speaks %s', (language, figures, words) => {
    expect(say(language, figures)).toContain(words);
  });

  test.each(languages)('leaves no gap and no key unsaid in %s', (language) => {
    const moves = [fell, rose].flatMap((change) => [
      { departments: [group('sales', 30, [25, 35], change)] },
      { asked: [asked('sales', 0.5, [0.4, 0.6], { ...change, value: change.value / 100 })] },
    ]);
    const places = [{ departments: [group('sales', 80, [70, 90])] }, low, {}];
    const hidden = { departments: [{ ...group('sales', 0, [0, 0]), nps: hiddenFigure }] };
    const steady = { asked: [asked('sales', 0.5, [0.4, 0.6])] };
    for (const figures of [...moves, ...places, hidden, steady])
      expect(say(language, figures)).not.toMatch(/title\.|headline\.|\{\{|undefined|null/);
  });
});

const names: Record<string, Record<Language, string>> = {
  delivery: { en: 'Delivery', ar: 'التوصيل', he: 'משלוחים', ru: 'Доставка' },
  sales: { en: 'Sales', ar: 'المبيعات', he: 'מכירות', ru: 'Продажи' },
};

function say(language: Language, figures: Partial<DepartmentFigures>): string {
  const t = desk.getFixedT(language);
  const standing = standingOut({ whole, asked: [], departments: [], ...figures });
  const { text, note } = departmentsText(standing, {
    t: (key, values) => t(key, values ?? {}),
    format: format(language, 'UTC'),
    name: (code) => names[code]?.[language] ?? code,
  });
  return `${text}${note ? ` (${note})` : ''}`
    .replaceAll(/<\/?\w+>|[\u200e\u200f\u061c]/g, '')
    .replaceAll(/[\u00a0\u202f]/g, ' ');
}

function shownFigure(value: number, [low, high]: [number, number]): Group['nps'] {
  return { value, n: 120, interval: { low, high }, hidden: null };
}

function group(key: string, value: number, between: [number, number], change: Group['change'] = null): Group {
  return { key, nps: shownFigure(value, between), change, namedService: shownFigure(0.2, [0.1, 0.3]) };
}

function asked(
  code: string,
  value: number,
  between: [number, number],
  change: Asked['change'] = null,
): Asked {
  return { code, csat: shownFigure(value, between), change };
}
